import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { WireEvent } from '../../../../src/wire/wire-event.ts';
import { draw } from '../../../draw.ts';
import { bytesOf, gzip } from '../../exporters/session-file.ts';
import { har, open, polled, socket } from './hand-written.ts';
import { opened, wireOf } from './har-file.ts';

const POLL = 'https://example.org/socket.io/?EIO=4&transport=polling';
const SOCKET = 'wss://example.org/socket.io/?EIO=4&transport=websocket';

/** A conversation with an upgrade, in the order of DevTools. */
const CONVERSATION = [
  polled(0, { url: POLL, answer: open('a') }),
  polled(10, { url: `${POLL}&sid=a`, body: '40', answer: 'ok' }),
  polled(11, { url: `${POLL}&sid=a`, answer: '40{"sid":"x"}' }),
  socket(20, `${SOCKET}&sid=a`, [
    [21, 'send', '2probe'],
    [25, 'receive', '3probe'],
    [31, 'send', '5'],
    [40, 'send', '451-["up",{"_placeholder":true,"num":0}]'],
    [40, 'send', 'AQID', 2],
  ]),
  polled(22, { url: `${POLL}&sid=a`, ms: 8, answer: '6' }),
];

const AS_LIVE = draw(`
   0ms > GET #1 https://example.org/socket.io/?EIO=4&transport=polling
   5ms < 200 #1 ${open('a')}
  10ms > POST #2 https://example.org/socket.io/?EIO=4&transport=polling&sid=a 40
  11ms > GET #3 https://example.org/socket.io/?EIO=4&transport=polling&sid=a
  15ms < 200 #2 ok
  16ms < 200 #3 40{"sid":"x"}
  21ms open #4 wss://example.org/socket.io/?EIO=4&transport=websocket&sid=a
  21ms > #4 2probe
  22ms > GET #5 https://example.org/socket.io/?EIO=4&transport=polling&sid=a
  25ms < #4 3probe
  30ms < 200 #5 6
  31ms > #4 5
  40ms > #4 451-["up",{"_placeholder":true,"num":0}]
  40ms > #4 hex 01 02 03
`);

/** Without headers, which drawn traffic does not have. */
function bare(events: readonly WireEvent[]): readonly unknown[] {
  return wireOf(events).map((event) => {
    if (event.kind !== 'request' && event.kind !== 'response') return event;
    const { headers: _, ...rest } = event;
    return rest;
  });
}

function reported(events: readonly WireEvent[]): readonly string[] {
  return events.flatMap((event) =>
    event.kind === 'client' ? [`${event.at} ${event.event} ${event.nsp ?? ''}`.trim()] : [],
  );
}

test('polling and an upgraded WebSocket are one connection, in the order in which it all happened', async () => {
  const { events, header, asides } = await opened(har(CONVERSATION));
  expect(bare(events)).toEqual(AS_LIVE);
  expect(reported(events)).toEqual(['16 connect /', '25 upgrading', '31 upgrade']);
  expect(header).toMatchObject({
    startedAt: '2026-11-20T10:00:00.000Z',
    app: 'by hand 1',
    name: 'example.org, from a HAR',
  });
  expect(header.connections).toEqual([
    {
      id: 1,
      url: 'https://example.org',
      path: '/socket.io/',
      protocol: 'v4',
      parser: 'default',
      transports: ['polling', 'websocket'],
      namespaces: ['/'],
    },
  ]);
  expect(asides).toEqual([
    'A HAR does not hold what the client library reported: 3 client events are inferred from the wire, and marked so.',
  ]);
});

test('neither the order of its members nor blanks, a mark or gzip change what a HAR says', async () => {
  const log = JSON.parse(har(CONVERSATION)).log as Record<string, unknown>;
  const { entries, ...rest } = log;
  const turned = [...(entries as unknown[])].reverse();
  const forms: readonly (string | Uint8Array<ArrayBuffer>)[] = [
    `\ufeff ${JSON.stringify({ log: { entries: turned, ...rest } }, undefined, 2)}\n`,
    JSON.stringify({ comment: 'first', log: { pages: [], entries } }),
    JSON.stringify({ version: '1.2', creator: {}, entries }),
    await gzip(bytesOf(har(CONVERSATION))),
  ];
  for (const form of forms) {
    for (const pieceBytes of [7, 100_000]) expect(bare((await opened(form, pieceBytes)).events)).toEqual(AS_LIVE);
  }
});

test('Playwright writes milliseconds, and no time of a handshake', async () => {
  const entries = CONVERSATION.map((entry) => {
    if (!('_webSocketMessages' in entry)) return entry;
    const messages = entry._webSocketMessages.map((message) => ({ ...message, time: message.time * 1000 }));
    return { ...entry, timings: { send: -1, wait: -1, receive: -1 }, _webSocketMessages: messages };
  });
  expect(bare((await opened(har(entries))).events)).toEqual(AS_LIVE);
});

test('what Playwright keeps beside the HAR is told', async () => {
  const attached = { mimeType: 'text/plain', _file: '3f2.txt' };
  const { asides, events } = await opened(
    har([
      polled(0, { url: POLL, answer: attached }),
      socket(5, `${SOCKET}&sid=a`, [], {
        response: { status: 101, content: { _file: 'x.jsonl' } },
        _webSocketMessages: undefined,
      }),
    ]),
  );
  expect(wireOf(events).map(({ kind }) => kind)).toEqual(['request', 'response', 'opened']);
  expect(asides[0]).toMatch(/^2 bodies or WebSockets lie in files beside the HAR/);
});

test('mitmproxy: no ws scheme, time to the microsecond with an offset, bodies compressed or as characters', async () => {
  const three = 'http://example.org/engine/?EIO=3&transport=polling';
  const payload = Buffer.from('\x01\x04\xff\x04\x01\x02\xfe', 'latin1');
  const packed = gzipSync('2:40').toString('base64');
  const mimeType = 'application/octet-stream';
  const { events, header, problems } = await opened(
    har([
      polled(0, { url: three, answer: `97:${open('b').slice(0, -21)}}` }),
      {
        ...polled(0, { url: `${three}&sid=b`, answer: { mimeType, text: '\x01\x04\xff\x04\x01\x02\xfe' } }),
        startedDateTime: '2026-11-20T12:00:00.010250+02:00',
      },
      polled(20, { url: `${three}&sid=b`, answer: { mimeType, text: payload.toString('base64'), encoding: 'base64' } }),
      polled(30, {
        url: `${three}&sid=b`,
        answer: { mimeType: 'text/plain', text: packed, encoding: 'base64' },
        headers: [{ name: 'Content-Encoding', value: 'gzip' }],
      }),
      socket(40, 'http://example.org/engine/?EIO=3&transport=websocket&sid=b', [[41, 'receive', 'BAEC', 2]]),
    ]),
  );
  expect(problems).toEqual([]);
  const payloads = wireOf(events).flatMap((event) => ('payload' in event ? [event.payload] : []));
  expect(payloads.slice(1)).toEqual([
    new Uint8Array(payload),
    new Uint8Array(payload),
    '2:40',
    new Uint8Array([4, 1, 2]),
  ]);
  expect(events.find(({ at }) => at === 10.25)).toMatchObject({ kind: 'request' });
  expect(header.connections).toMatchObject([
    { path: '/engine/', protocol: 'v2', transports: ['polling', 'websocket'] },
  ]);
});

test('Firefox keeps no frames of a WebSocket, which is said', async () => {
  const url = `${SOCKET}&sid=a`;
  const { events, asides } = await opened(
    har([polled(0, { url: POLL, answer: open('a') }), polled(9, { url, status: 101, more: { comment: '' } })]),
  );
  expect(wireOf(events).map(({ kind }) => kind)).toEqual(['request', 'response', 'opened']);
  expect(asides[0]).toMatch(/^1 WebSocket comes without its frames/);
});

test('what is not Socket.IO is counted and left aside', async () => {
  const picture = polled(1, { url: 'https://example.org/a.png' });
  const plain = socket(2, 'wss://example.org/live', [[3, 'send', '{"op":"subscribe"}']]);
  const preflight = polled(3, { method: 'OPTIONS', url: POLL });
  const stream = polled(4, { url: 'https://example.org/socket.io/?EIO=4&transport=webtransport' });
  const control = socket(5, `${SOCKET}&sid=a`, [
    [6, 'receive', '', 9],
    [7, 'receive', '2'],
  ]);
  const { asides, events } = await opened(
    har([picture, plain, preflight, stream, control, ...CONVERSATION.slice(0, 3)]),
  );
  expect(asides.slice(0, -1)).toEqual([
    '2 entries are not Socket.IO: their URLs have no EIO.',
    '1 CORS preflight, which the browser asks by itself.',
    '1 WebTransport session: a HAR does not hold what crosses it.',
    '1 frame of the WebSocket’s own (close, ping, pong, continuation).',
  ]);
  expect(wireOf(events)).toHaveLength(8);
});

test('bare Engine.IO and MessagePack are told by what the messages look like', async () => {
  const packed = Buffer.from([0x83, 0xa4, 0x74, 0x79, 0x70, 0x65, 0x00, 0xa3, 0x6e, 0x73, 0x70, 0xa1, 0x2f, 0xa4]);
  const connect = Buffer.concat([
    packed,
    Buffer.from('data'),
    Buffer.from([0x81, 0xa3]),
    Buffer.from('sid'),
    Buffer.from([0xa1, 0x78]),
  ]);
  const bareUrl = 'ws://bare.example/x/?EIO=4&transport=websocket';
  const { header } = await opened(
    har([
      socket(0, SOCKET, [
        [1, 'receive', open('m')],
        [2, 'receive', connect.toString('base64'), 2],
      ]),
      socket(0, bareUrl, [
        [1, 'receive', open('e')],
        [2, 'receive', '4hello'],
        [3, 'send', '42'],
      ]),
    ]),
  );
  expect(header.connections).toMatchObject([
    { protocol: 'v4', parser: 'msgpack', namespaces: ['/'] },
    { protocol: 'eio4', parser: 'default', path: '/x/' },
  ]);
});
