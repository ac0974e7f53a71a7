import { expect, test } from 'vitest';
import { har, open, polled, socket } from './hand-written.ts';
import { opened } from './har-file.ts';

const SOCKET = 'ws://example.org/socket.io/?EIO=4&transport=websocket';
const POLL = 'http://example.org/socket.io/?EIO=4&transport=polling';
const CHROME = { creator: { name: 'WebInspector', version: '537.36' } };

/** A session over a WebSocket alone that joins `/` and is heard of until `until`. */
function life(at: number, sid: string, until: number, more: Readonly<Record<string, unknown>> = {}) {
  const said = [
    [at + 1, 'receive', open(sid)],
    [at + 2, 'send', '40'],
    [at + 3, 'receive', `40{"sid":"${sid}-io"}`],
    [until, 'receive', '42["last"]'],
  ] as const;
  return socket(at, SOCKET, said, more);
}

const CLOSED = { time: 101, timings: { send: 0, wait: 1, receive: 100 } };

async function story(entries: readonly unknown[], log = CHROME): Promise<readonly string[]> {
  const { events } = await opened(har(entries, log));
  return events.flatMap((event) => {
    if (event.kind === 'client') return [`${event.conn} ${event.event} ${event.nsp ?? ''}`.trim()];
    return event.kind === 'opened' || event.kind === 'closed' || event.kind === 'failed'
      ? [`${event.conn} ${event.kind}`]
      : [];
  });
}

test('a new session after the end of another is the same connection come back', async () => {
  expect(await story([life(0, 'a', 50, CLOSED), life(1000, 'b', 1050)])).toEqual([
    '1 opened',
    '1 connect /',
    '1 closed',
    '1 close',
    '1 disconnect /',
    '1 reconnect_attempt',
    '1 opened',
    '1 reconnect',
    '1 connect /',
  ]);
});

test('sessions that overlap are several connections, each coming back by itself', async () => {
  const two = [life(0, 'a', 500, CLOSED), life(10, 'b', 400, CLOSED), life(450, 'c', 600), life(700, 'd', 800)];
  const { events, header } = await opened(har(two, CHROME));
  expect(header.connections.map(({ id }) => id)).toEqual([1, 2]);
  expect(events.filter(({ kind }) => kind === 'opened').map(({ conn }) => conn)).toEqual([1, 2, 2, 1]);
});

test('a WebSocket whose end the file does not tell was open to the last, where the file tells ends', async () => {
  const entries = [life(0, 'a', 50), life(1000, 'b', 1050)];
  expect((await opened(har(entries, CHROME))).header.connections).toHaveLength(2);
  expect((await opened(har(entries))).header.connections).toHaveLength(1);
});

test('pages do not share their connections, nor do endpoints', async () => {
  const entries = [
    life(0, 'a', 50, { ...CLOSED, pageref: 'page_1' }),
    life(1000, 'b', 1050, { pageref: 'page_2' }),
    socket(2000, SOCKET.replace('socket.io', 'other'), [[2001, 'receive', open('c')]]),
  ];
  expect((await opened(har(entries, CHROME))).header.connections).toHaveLength(3);
});

test('who says goodbye does not come back by itself', async () => {
  const leaving = socket(
    0,
    SOCKET,
    [
      [1, 'receive', open('a')],
      [2, 'send', '40'],
      [3, 'receive', '40{"sid":"x"}'],
      [50, 'send', '41'],
    ],
    CLOSED,
  );
  expect(await story([leaving, life(1000, 'b', 1050)])).toEqual([
    '1 opened',
    '1 connect /',
    '1 disconnect /',
    '1 closed',
    '1 close',
    '1 opened',
    '1 connect /',
  ]);
});

test('what failed is what the client said of it: attempts, a probe, a poll', async () => {
  const failed = { status: 0, more: { response: { status: 0, _error: 'net::ERR_CONNECTION_REFUSED' } } };
  const entries = [
    polled(0, { url: POLL, ...failed }),
    polled(1000, { url: POLL, status: 502 }),
    polled(3000, { url: POLL, answer: open('a') }),
    socket(3010, `${SOCKET}&sid=a`, [], { response: { status: 0, _error: 'net::ERR_FAILED' } }),
    polled(3020, { url: `${POLL}&sid=a`, ms: 500, ...failed }),
  ];
  const { events, problems } = await opened(har(entries, CHROME));
  expect(problems).toEqual([]);
  expect(events.map((event) => (event.kind === 'client' ? event.event : event.kind))).toEqual([
    'request',
    'failed',
    'connect_error',
    'reconnect_attempt',
    'request',
    'response',
    'connect_error',
    'reconnect_attempt',
    'request',
    'response',
    'reconnect',
    'failed',
    'upgrade_error',
    'request',
    'failed',
    'close',
  ]);
  expect(events[1]).toMatchObject({ message: 'net::ERR_CONNECTION_REFUSED' });
});

test('the check by which Sockscope learns what a server speaks is marked as its own, and part of its connection', async () => {
  const check = socket(0, SOCKET, [
    [1, 'receive', open('check')],
    [2, 'send', '40/sockscope-auto,'],
    [3, 'receive', '44/sockscope-auto,{"message":"Invalid namespace"}'],
  ]);
  const entries = [check, life(5, 'a', 50)];
  const { events, header } = await opened(har(entries, CHROME));
  expect(events.filter(({ probe }) => probe === 'auto').map(({ kind }) => kind)).toEqual([
    'opened',
    'frame',
    'frame',
    'frame',
  ]);
  expect(header.connections).toMatchObject([{ id: 1, namespaces: ['/'], protocol: 'v4' }]);
  expect(await story(entries)).toEqual(['1 opened', '1 opened', '1 connect /']);
});

test('a check by polling is its own session, beside which the connection stands alone', async () => {
  const first = `http://example.org/socket.io/?EIO=4&transport=polling`;
  const poll = `${first}&sid=check`;
  const entries = [
    polled(0, { url: first, answer: open('check') }),
    polled(10, { url: poll, body: '40/sockscope-auto,', answer: 'ok' }),
    polled(20, { url: poll, answer: '44/sockscope-auto,{"message":"Invalid namespace"}' }),
    life(40, 'a', 90),
  ];
  const { events } = await opened(har(entries, CHROME));
  expect(events.filter(({ probe }) => probe === 'auto')).toHaveLength(6);
  expect(await story(entries)).toEqual(['1 opened', '1 connect /']);
});
