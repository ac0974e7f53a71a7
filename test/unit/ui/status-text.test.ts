import { expect, test } from 'vitest';
import { statusDetail } from '../../../src/ui/connection/status-text.ts';
import type { ConnectionState } from '../../../src/worker/remote.ts';

const up: ConnectionState = {
  id: 1,
  url: 'http://127.0.0.1:3000',
  path: '/socket.io/',
  protocol: 'v4',
  parser: 'default',
  relay: false,
  status: 'connected',
  isActive: true,
  transport: 'websocket',
  since: 1000,
  namespaces: [{ nsp: '/', isConnected: true, nextAckId: 0 }],
};

test('a connection tells its transport, its age and what it speaks', () => {
  expect(statusDetail(up, 32_000)).toBe('websocket · 0:31 · Socket.IO v3/v4');
  expect(statusDetail({ ...up, protocol: 'v2' }, 1000)).toBe('websocket · 0:00 · Socket.IO v1/v2');
  expect(statusDetail({ ...up, parser: 'msgpack' }, 1000)).toContain('Socket.IO v3/v4 · MessagePack');
});

test('the relay in between and a recovered state are told', () => {
  expect(statusDetail({ ...up, relay: true, recovered: true }, 1000)).toMatch(/· through the relay · state recovered$/);
  expect(statusDetail({ ...up, recovered: false }, 1000)).not.toContain('recovered');
});

test('while the protocol is being found out, that is what it does', () => {
  const { protocol: _, transport: __, ...unknown } = up;
  expect(statusDetail({ ...unknown, status: 'connecting' }, 1000)).toBe('finding out the protocol');
  expect(statusDetail({ ...unknown, protocol: 'v4', status: 'connecting' }, 1000)).toBe('');
});

test('a failure is told by its cause where that is known, in the client’s words where it is not', () => {
  const failed: ConnectionState = { ...up, status: 'failed', why: 'xhr poll error' };
  expect(statusDetail(failed, 1000)).toBe('xhr poll error · trying again');
  expect(statusDetail({ ...failed, isActive: false }, 1000, 'The server does not allow this page.')).toBe(
    'The server does not allow this page.',
  );
  expect(statusDetail({ ...up, status: 'reconnecting', why: 'transport close' }, 3000, 'x')).toBe(
    '0:02 · transport close',
  );
});
