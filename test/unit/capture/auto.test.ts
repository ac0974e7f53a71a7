import { createServer } from 'node:http';
import messagePack from 'socket.io-msgpack-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { findProtocol } from '../../../src/capture/auto.ts';
import type { ConnectOptions } from '../../../src/capture/connect-options.ts';
import { installWebSocket, optionsFor, recording } from './in-node.ts';
import { engineIo3, engineIo6, serve, socketIo1, socketIo2, socketIo3, socketIo4, type Started } from './servers.ts';

beforeAll(installWebSocket);

const GENERATIONS = [
  ['Socket.IO 1.7', socketIo1, 'v2', 'default'],
  ['Socket.IO 2.5', socketIo2, 'v2', 'default'],
  ['Socket.IO 3.1', socketIo3, 'v4', 'default'],
  ['Socket.IO 4.8', socketIo4(), 'v4', 'default'],
  ['Socket.IO 4.8 with allowEIO3', socketIo4({ allowEIO3: true }), 'v4', 'default'],
  ['Socket.IO 4.8 with MessagePack', socketIo4({ parser: messagePack }), 'v4', 'msgpack'],
] as const;

const BARE = [
  ['Engine.IO 6', engineIo6(), 'eio4'],
  ['Engine.IO 3', engineIo3, 'eio3'],
] as const;

const WAYS = ['polling-then-upgrade', 'polling', 'websocket', 'websocket-then-polling'] as const;

function find(server: Pick<Started, 'url'>, more: Partial<ConnectOptions> = {}, recorder = recording()) {
  return findProtocol(optionsFor(server.url, more), recorder, new AbortController().signal);
}

async function expectNobody(server: Started): Promise<void> {
  await expect.poll(() => server.sessions(), { timeout: 3000 }).toBe(0);
}

describe.each(WAYS)('the look at a server, %s', (transports) => {
  it.each(GENERATIONS)('knows %s, and leaves nothing open', async (_, attach, protocol, parser) => {
    const server = await serve(attach);
    expect(await find(server, { transports })).toMatchObject({ protocol, parser });
    await expectNobody(server);
  });

  it.each(BARE)('knows bare %s by its path, and leaves nothing open', async (_, attach, protocol) => {
    const server = await serve(attach);
    expect(await find(server, { transports, path: '/engine.io/' })).toMatchObject({ protocol, parser: 'default' });
    await expectNobody(server);
  });
});

describe('the look at a server', () => {
  it('goes on by WebSocket where polling is off', async () => {
    const server = await serve(socketIo4({ transports: ['websocket'], parser: messagePack }));
    expect(await find(server)).toMatchObject({ protocol: 'v4', parser: 'msgpack' });
  });

  it('never uses a transport that the connection may not use', async () => {
    const server = await serve(socketIo4({ transports: ['websocket'] }));
    const recorder = recording();
    const { how } = await find(server, { transports: 'polling' }, recorder);
    expect(how).toBe('no handshake: status 400, code 0, Transport unknown');
    expect(recorder.events.map(({ kind }) => kind)).toEqual(['request', 'response']);
  });

  it('does not ask for the parser where it was chosen', async () => {
    const server = await serve(socketIo4());
    const recorder = recording();
    expect(await find(server, { parser: 'msgpack' }, recorder)).toMatchObject({ protocol: 'v4', parser: 'msgpack' });
    expect(JSON.stringify(recorder.events)).not.toContain('sockscope-auto');
  });

  it('says neither auth nor a namespace of the connection', async () => {
    const server = await serve(socketIo4());
    const recorder = recording();
    await find(server, { auth: { token: 'hush' }, namespaces: ['/private'] }, recorder);
    expect(JSON.stringify(recorder.events)).not.toMatch(/hush|private/);
  });

  it('marks all of its traffic as its own', async () => {
    const server = await serve(socketIo4());
    const recorder = recording();
    await find(server, {}, recorder);
    expect(new Set(recorder.events.map(({ probe }) => probe))).toEqual(new Set(['auto']));
  });

  it('sees bare Engine.IO on any path when its CONNECT comes back as it was', async () => {
    const server = await serve(engineIo6('/talk/'));
    expect(await find(server, { path: '/talk/' })).toMatchObject({ protocol: 'eio4' });
  });

  it('takes silence, a page and a closed port for the newest generation, and says why', async () => {
    const silent = createServer(() => undefined);
    const page = createServer((_, response) => response.end('<!doctype html>'));
    const urls = await Promise.all(
      [silent, page].map(async (http) => {
        await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
        return `http://127.0.0.1:${(http.address() as { port: number }).port}`;
      }),
    );
    const newest = { protocol: 'v4', parser: 'default' };
    expect(await find({ url: urls[0]! }, { timeoutMs: 200 })).toEqual({
      ...newest,
      how: 'no handshake: no answer in time',
    });
    expect(await find({ url: urls[1]! })).toEqual({ ...newest, how: 'no handshake: status 200' });
    expect(await find({ url: 'http://127.0.0.1:1' })).toMatchObject(newest);
    silent.closeAllConnections();
    silent.close();
    page.close();
  });

  it.each([0, 5, 10, 20])('leaves nothing open when it is cancelled after %i ms', async (ms) => {
    const server = await serve(socketIo4());
    const control = new AbortController();
    const found = findProtocol(optionsFor(server.url), recording(), control.signal);
    setTimeout(() => control.abort(), ms);
    await found;
    await new Promise((resolve) => setTimeout(resolve, 100));
    await expectNobody(server);
  });
});
