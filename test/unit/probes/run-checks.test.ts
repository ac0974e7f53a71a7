import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { listenOnFreePort } from '../../../src/practice/listen.ts';
import { parser } from '../../labs/message-pack.ts';
import { serveIo2 } from '../../labs/serving-old.ts';
import { QUICK, serveIo, type ServedIo } from '../../labs/serving.ts';
import { until } from '../worker/until.ts';
import { inquire, useNodeWebSocket } from './inquire.ts';

useNodeWebSocket();

const HEALTHY = {
  address: 'fine',
  handshake: 'generation-4',
  namespace: 'connected',
  upgrade: 'answered',
  sticky: 'kept',
};

async function withServer(serving: Promise<ServedIo>, run: (served: ServedIo) => Promise<void>): Promise<void> {
  const served = await serving;
  try {
    await run(served);
  } finally {
    await served.close();
  }
}

test('a healthy server passes every check that says anything new', () =>
  withServer(serveIo(), async ({ url }) => {
    const { outcomes, states } = await inquire(url);
    expect(outcomes).toEqual(HEALTHY);
    expect(states.map(({ state }) => state)).toEqual([
      ...['passed', 'passed', 'not-needed', 'not-needed', 'not-needed'],
      ...['not-needed', 'passed', 'passed', 'passed', 'not-needed'],
    ]);
  }));

test('“Run all” leaves out only what there is nothing to try on', () =>
  withServer(serveIo(), async ({ url }) => {
    const { outcomes, states } = await inquire(url, {}, { all: true });
    expect(Object.keys(outcomes)).toHaveLength(states.length);
    expect(outcomes).toMatchObject({
      ...HEALTHY,
      reachable: 'answered',
      'websocket-4': 'open-packet',
      parser: 'unknown',
    });
  }));

test('every check closes what it opened', () =>
  withServer(serveIo({ allowEIO3: true }), async ({ url, io }) => {
    for (const protocol of ['v4', 'v2'] as const) {
      await inquire(url, { protocol }, { all: true });
      await until(() => io.engine.clientsCount === 0);
    }
    expect(io.engine.clientsCount).toBe(0);
  }));

test('to cancel ends a check that waits at once, and says goodbye to the server all the same', () =>
  withServer(serveIo(), async ({ url, io }) => {
    io.use(() => undefined);
    const cancelling = new AbortController();
    const onstate = (states: readonly { id: string; state: string }[]): void => {
      if (!states.some(({ id, state }) => id === 'namespace' && state === 'running')) return;
      void until(() => io.engine.clientsCount > 0).then(() => setTimeout(() => cancelling.abort(), 100));
    };
    const startedAt = performance.now();
    const { states, reports } = await inquire(url, {}, { signal: cancelling.signal, onstate });
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(reports.map(({ check }) => check)).toEqual(['address', 'handshake']);
    expect(states.find(({ id }) => id === 'namespace')?.state).toBe('cancelled');
    expect(states.filter(({ state }) => state === 'cancelled')).toHaveLength(4);
    await until(() => io.engine.clientsCount === 0);
  }));

test('all that crosses, and each report, carries its check', () =>
  withServer(serveIo(QUICK), async ({ url }) => {
    const { events } = await inquire(url, { transports: 'websocket' });
    expect(events.every(({ probe }) => probe !== undefined)).toBe(true);
    const said = events.filter(({ probe }) => probe === 'websocket-4');
    expect(said.map((event) => (event.kind === 'frame' ? event.payload : event.kind))).toEqual([
      'opened',
      expect.stringMatching(/^0\{/),
      'client',
      '1',
      'closed',
    ]);
    const asked = events.find((event) => event.kind === 'request' && event.probe === 'handshake');
    expect(asked).toMatchObject({ url: `${url}/socket.io/?EIO=4&transport=polling&b64=1` });
  }));

test('the connection’s own path, query, headers and auth are used; auth for the namespaces alone', () =>
  withServer(serveIo({ path: '/live/' }), async ({ url, io }) => {
    io.of('/orders').use((socket, next) => {
      const { auth, query, headers } = socket.handshake;
      const isRight = auth['token'] === 'a' && query['tenant'] === 'blue' && headers['x-trace'] === 'on';
      next(isRight ? undefined : new Error('wrong'));
    });
    const form = { path: '/live/', namespaces: '/, /orders', auth: '{"token":"a"}', query: '{"tenant":"blue"}' };
    const { outcomes, events } = await inquire(url, { ...form, headers: '{"X-Trace":"on"}' });
    expect(outcomes['namespace']).toBe('connected');
    const withAuth = events.filter((event) => 'payload' in event && String(event.payload).includes('token'));
    expect(new Set(withAuth.map(({ probe }) => probe))).toEqual(new Set(['namespace']));
  }));

test('a CONNECT that ends the session is said again in the other encoding', async () => {
  await withServer(serveIo({ parser }), async ({ url }) => {
    expect((await inquire(url, { auth: '{"token":"ä"}' })).outcomes).toMatchObject({
      namespace: 'closed',
      parser: 'other',
    });
    expect((await inquire(url, { parser: 'msgpack' })).outcomes).toEqual(HEALTHY);
  });
  await withServer(serveIo(), async ({ url }) => {
    const { outcomes } = await inquire(url, { parser: 'msgpack' });
    expect(outcomes).toMatchObject({ namespace: 'closed', parser: 'other' });
  });
});

test('a refusal is read in either encoding', async () => {
  for (const options of [{}, { parser }]) {
    await withServer(serveIo(options), async ({ url, io }) => {
      io.use((_, next) => next(new Error('token expired')));
      const { reports } = await inquire(url, { parser: 'parser' in options ? 'msgpack' : 'default' });
      const report = reports.find(({ check }) => check === 'namespace');
      expect(report).toMatchObject({ outcome: 'refused', body: expect.stringContaining('token expired') });
      expect(reports.at(-1)).toBe(report);
    });
  }
});

test('an older server is known by its first bytes on each transport', async () => {
  const { url, close } = await serveIo2();
  const polled = await inquire(url, { protocol: 'v4' });
  expect(polled.outcomes).toEqual({ address: 'fine', handshake: 'generation-3' });
  const all = await inquire(url, { protocol: 'v4' }, { all: true });
  expect(all.outcomes).toMatchObject({ 'websocket-4': 'open-and-connect', 'websocket-3': 'open-and-connect' });
  await close();
});

test('a page that is offline, or may not reach in, asks nobody', async () => {
  const offline = await inquire('https://example.org', {}, { page: { origin: 'http://localhost', isOnline: false } });
  expect(offline.outcomes).toEqual({ address: 'offline' });
  const page = { origin: 'https://sockscope.example', isOnline: true, localNetwork: 'denied' } as const;
  expect((await inquire('http://127.0.0.1:1', {}, { page })).outcomes).toEqual({ address: 'local-network' });
  expect((await inquire('http://example.org', {}, { page })).outcomes).toEqual({ address: 'mixed-content' });
});

test('a redirect that the relay shows in place of following it is one', async () => {
  const moved = { 'X-Sockscope-Location': 'https://elsewhere.example/socket.io/?EIO=4' };
  const http = createServer((_, response) => response.writeHead(302, moved).end());
  const port = await listenOnFreePort(http, 0, '127.0.0.1');
  const { reports } = await inquire(`http://127.0.0.1:${port}`);
  const report = reports.find(({ check }) => check === 'handshake');
  expect(report).toMatchObject({ outcome: 'redirected', location: 'https://elsewhere.example/socket.io/' });
  http.close();
});
