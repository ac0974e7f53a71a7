import { expect, test } from 'vitest';
import { readDebugLine } from '../../../../src/importers/debug-log/debug-line.ts';
import { opened, wireOf } from '../har/har-file.ts';

test('a line is told from what other programs print, whatever stands around it', () => {
  const lines: readonly (readonly [string, object | undefined])[] = [
    ['  engine:ws received "2" +12ms', { namespace: 'engine:ws', time: { kind: 'since', ms: 12 } }],
    ['  \u001b[33;1mengine:ws \u001b[0mreceived "2" \u001b[33m+1.5s\u001b[0m', { time: { kind: 'since', ms: 1500 } }],
    ['Sat, 21 Nov 2026 20:37:33 GMT engine:ws received "2"', { time: { kind: 'instant', ms: 1_795_293_453_000 } }],
    ['api-1  | 2026-11-21T20:37:33.250Z engine received', { namespace: 'engine', time: { ms: 1_795_293_453_250 } }],
    [
      '20:37:33.250 browser.js:133 engine.io-client:socket socket open',
      { time: { kind: 'time-of-day', ms: 74_253_250 } },
    ],
    ['socket.io-parser decoded 0 as {"type":0} ', { namespace: 'socket.io-parser', time: undefined }],
    ['engineering is fun', undefined],
    ['GET /socket.io/?EIO=4 200', undefined],
  ];
  for (const [line, expected] of lines) {
    const read = readDebugLine(line);
    if (expected === undefined) expect(read, line).toBeUndefined();
    else expect(read, line).toMatchObject(expected);
  }
});

test('a log of socket.io* alone gives its packets, and says what it cannot tell', async () => {
  const { events, asides, header } = await opened(`
    socket.io-client:socket transport is open - connecting +0ms
    socket.io-parser encoded {"type":0,"nsp":"/"} as 0 +0ms
    socket.io-parser decoded 0{"sid":"x"} as {"type":0,"nsp":"/","data":{"sid":"x"}} +30ms
    socket.io-parser decoded 2["a as b"] as {"type":2,"nsp":"/","data":["a as b"]} +5ms
  `);
  const frames = events.filter((event) => event.kind === 'frame');
  expect(frames.map(({ dir, payload, at }) => `${at} ${dir} ${String(payload)}`)).toEqual([
    '0 sent 40',
    '30 received 40{"sid":"x"}',
    '35 received 42["a as b"]',
  ]);
  expect(asides[0]).toMatch(/^Only socket\.io\* was on/);
  expect(header.connections).toMatchObject([{ protocol: 'v4', namespaces: ['/'] }]);
});

test('bytes that the log does not show stand empty and are counted', async () => {
  const { events, asides } = await opened(
    [
      '2026-11-21T20:37:33.250Z engine:ws received "451-["b",{"_placeholder":true,"num":0}]"',
      '2026-11-21T20:37:33.250Z engine:ws received "\ufffd\ufffd"',
      '2026-11-21T20:37:33.260Z engine:ws received "452-["b",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]"',
      '2026-11-21T20:37:33.260Z engine:ws received "A"',
      '2026-11-21T20:37:33.260Z engine:ws received "B',
      'C"',
      '2026-11-21T20:37:33.270Z engine:ws received "3"',
    ].join('\n'),
  );
  const payloads = wireOf(events).flatMap((event) => (event.kind === 'frame' ? [event.payload] : []));
  expect(payloads.filter((payload) => typeof payload !== 'string')).toEqual([
    new Uint8Array(0),
    new Uint8Array([0x41]),
    new Uint8Array(0),
  ]);
  expect(payloads.at(-1)).toBe('3');
  expect(asides).toContain('The log does not show bytes: 2 binary frames stand empty.');
  expect(asides).toContain('1 line of other output.');
});

test('a log without packets is refused with what would print them', async () => {
  await expect(opened('socket.io:server initializing namespace / +0ms\n')).rejects.toThrow(/holds no packets: DEBUG=/);
});

test('attempts that came to nothing are connect errors', async () => {
  const { events } = await opened(
    [
      '2026-11-21T20:37:33.250Z engine.io-client:polling xhr open GET: http://h/socket.io/?EIO=4&transport=polling',
      '2026-11-21T20:37:33.250Z engine.io-client:polling xhr data null',
      '2026-11-21T20:37:33.260Z engine.io-client:socket socket close with reason: "transport error"',
      '2026-11-21T20:37:34.250Z engine.io-client:polling xhr open GET: http://h/socket.io/?EIO=4&transport=polling',
      '2026-11-21T20:37:34.250Z engine.io-client:polling xhr data null',
    ].join('\n'),
  );
  expect(events.map((event) => (event.kind === 'client' ? event.event : event.kind))).toEqual([
    'request',
    'failed',
    'connect_error',
    'reconnect_attempt',
    'request',
  ]);
});
