import { createServer } from 'node:http';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { ask, WAYS, client, connected, next, practice } from './server.ts';

describe.each([['polling'], ['websocket']])('over %s', (transport) => {
  it('kick ends one namespace and leaves the connection to the others', async () => {
    const { url } = await practice();
    const socket = await connected(client(url, { transports: [transport] }));
    const gone = next(socket, 'disconnect');
    expect(await ask(socket, 'kick')).toEqual([{ ok: true }]);
    expect((await gone)[0]).toBe('io server disconnect');
    await connected(socket);
  });

  it('kick with close ends the connection below as well', async () => {
    const { url } = await practice();
    const socket = await connected(client(url, { transports: [transport] }));
    const { engine } = socket.io;
    const closed = new Promise((resolve) => engine.once('close', resolve));
    socket.emit('kick', { close: true });
    expect(await closed).toMatch(/^(forced close|transport close)$/);
  });

  it('drop cuts the cable without a goodbye', async () => {
    const { url } = await practice();
    const socket = await connected(client(url, { transports: [transport] }));
    const gone = next(socket, 'disconnect');
    socket.emit('drop');
    expect((await gone)[0]).toBe(transport === 'polling' ? 'transport error' : 'transport close');
    // 1006 is what a WebSocket reports when no close frame came (RFC 6455, 7.1.5).
    if (transport === 'websocket') expect((await gone)[1]).toMatchObject({ context: { code: 1006 } });
  });

  it('silence lets the client run into its ping timeout, and ends', async () => {
    const { url } = await practice({ timings: { pingIntervalMs: 100, pingTimeoutMs: 100, silenceMs: 600 } });
    const socket = await connected(client(url, { transports: [transport] }));
    const gone = next(socket, 'disconnect');
    expect(await ask(socket, 'silence')).toEqual([{ lengthMs: 600 }]);
    expect((await gone)[0]).toBe('ping timeout');
    await connected(socket);
    expect(await ask(socket, 'echo', 'heard again')).toEqual(['heard again']);
  });
});

describe('silence', () => {
  it('shorter than the ping timeout is survived', async () => {
    const { url } = await practice({ timings: { pingIntervalMs: 50, pingTimeoutMs: 2000, silenceMs: 300 } });
    const socket = await connected(client(url));
    await ask(socket, 'silence');
    const lost = ask(socket, 'echo', 'into the void');
    await new Promise<void>((resolve) => socket.io.once('ping', resolve));
    expect(await ask(socket, 'echo', 'heard')).toEqual(['heard']);
    expect(await Promise.race([lost, ask(socket, 'echo', 'first')])).toEqual(['first']);
  });
});

describe('the server', () => {
  it('takes the next port where its own is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const taken = typeof address === 'object' && address ? address.port : 0;
    const { port, url } = await practice({ port: taken });
    other.close();
    expect(port).toBeGreaterThan(taken);
    expect(await (await fetch(url)).text()).toBe('This is the practice server of Sockscope: point Sockscope at it.\n');
    expect((await fetch(`${url}/elsewhere`)).status).toBe(404);
  });

  it.each([
    ['http://127.0.0.1:4173', 200],
    ['http://localhost:5173', 200],
    ['http://[::1]:80', 200],
    ['https://example.org', 403],
    ['http://localhost.example.org', 403],
    ['null', 403],
  ])('answers a page from %s with %i', async (origin, status) => {
    const { url } = await practice();
    const response = await fetch(`${url}/socket.io/?EIO=4&transport=polling`, { headers: { origin } });
    expect(response.status).toBe(status);
    expect(response.headers.get('access-control-allow-origin')).toBe(status === 200 ? origin : null);
  });

  it('offers only the transports that it is told to', async () => {
    const { url } = await practice({ onlyTransports: ['websocket'] });
    await connected(client(url, { transports: ['websocket'] }));
    expect((await fetch(`${url}/socket.io/?EIO=4&transport=polling`)).status).toBe(400);
  });

  it.each(WAYS)('closes while clients are connected over $transports', async ({ transports }) => {
    const server = await practice();
    const socket = await connected(client(server.url, { transports }));
    const gone = next(socket, 'disconnect');
    await server.close();
    expect((await gone)[0]).toMatch(/^transport (close|error)$|^io server disconnect$/);
  });
});
