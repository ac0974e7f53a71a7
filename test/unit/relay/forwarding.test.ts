import { createServer } from 'node:http';
import ioV2 from 'socket.io-client-v2';
import { describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { asPage, afterwards, client, connected, PAGE, relay, route, target } from './relaying.ts';
import { socketIo2, socketIo4 } from './socket-servers.ts';

const ARGS = [1, 'zwei', { drei: [null, true] }, Buffer.from([0, 255, 7])];

describe.each(['polling', 'websocket'] as const)('over %s', (transport) => {
  it('a server without CORS is reached, and says everything as it is, bytes included', async () => {
    const through = await relay();
    const server = await socketIo4();
    const socket = await connected(client(through, await route(through, server.url), transport));
    expect(await socket.emitWithAck('echo', ...ARGS)).toEqual(ARGS[0]);
    expect(await new Promise((done) => socket.emit('echo', ...ARGS, (...back: unknown[]) => done(back)))).toEqual(ARGS);
  });

  it('the server sees the headers of the route, its own origin, and nothing of the page or the relay', async () => {
    const through = await relay();
    const server = await socketIo4();
    const prefix = await route(through, server.url, { Authorization: 'Bearer me', Cookie: 'a=1' });
    const socket = client(through, prefix, transport);
    Object.assign(socket.io.opts.extraHeaders ?? {}, {
      Cookie: 'of=the browser',
      Referer: `${PAGE}/`,
      'Sec-Fetch-Site': 'cross-site',
    });
    await connected(socket);
    expect(server.seen[0]).toMatchObject({ authorization: 'Bearer me', cookie: 'a=1', origin: server.url });
    expect(server.seen[0]?.['host']).toBe(new URL(server.url).host);
    const names = Object.keys(server.seen[0] ?? {});
    expect(names.filter((name) => /^(x-sockscope-.*|sec-websocket-protocol|referer|sec-fetch-.*)$/.test(name))).toEqual(
      [],
    );
    expect(JSON.stringify(server.seen)).not.toContain(through.token);
  });

  it('a Socket.IO 2 server that takes pages of its own origin alone is reached', async () => {
    const through = await relay();
    const server = await socketIo2();
    const prefix = await route(through, server.url);
    const { opts } = client(through, prefix, transport).io;
    // This client has subprotocols for each transport alone.
    const transportOptions = { websocket: { protocols: opts.protocols } };
    const socket = ioV2(through.url, { ...opts, autoConnect: true, transportOptions });
    afterwards(() => socket.close());
    const back = await new Promise((done, failed) => {
      socket.once('connect_error', failed);
      socket.emit('echo', ...ARGS, (...answer: unknown[]) => done(answer));
    });
    expect(back).toEqual(ARGS);
  });
});

describe('a WebSocket', () => {
  it('of a server that chooses a subprotocol of the person’s gets that one', async () => {
    const through = await relay();
    const server = createServer();
    const sockets = new WebSocketServer({ server });
    afterwards(() => sockets.close());
    const prefix = await route(through, await target(() => undefined, server));
    const socket = new WebSocket(`${through.url}${prefix}/`, ['chat.v2', `sockscope-relay.${through.token}`], {
      origin: PAGE,
    });
    afterwards(() => socket.terminate());
    await new Promise((done, failed) => socket.once('open', done).once('error', failed));
    expect(socket.protocol).toBe('chat.v2');
  });

  it('that the target refuses is refused with the target’s own status', async () => {
    const through = await relay();
    const url = await target((_, response) => response.writeHead(418).end());
    const socket = new WebSocket(`${through.url}${await route(through, url)}/`, [`sockscope-relay.${through.token}`], {
      origin: PAGE,
    });
    const status = await new Promise((done) => {
      socket.on('error', () => undefined);
      socket.once('unexpected-response', (_, response) => done(response.statusCode));
    });
    expect(status).toBe(418);
  });
});

it('the end of the relay ends what it opened, on both sides', async () => {
  const through = await relay();
  const server = await socketIo4();
  const polls = new Set<unknown>();
  const hanging = await target((request) => {
    polls.add(request);
    request.once('close', () => polls.delete(request));
  });
  const socket = await connected(client(through, await route(through, server.url), 'websocket'));
  const gone = new Promise((done) => socket.once('disconnect', done));
  const pending = fetch(`${through.url}${await route(through, hanging)}/`, { headers: asPage(through) });
  await expect.poll(() => polls.size).toBe(1);
  await through.close();
  expect(await gone).toBe('transport close');
  await expect(pending).rejects.toThrow();
  await expect.poll(() => polls.size).toBe(0);
});
