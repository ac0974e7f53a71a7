import { expect, test } from 'vitest';
import { framingBytes, requestHeadBytes, responseHeadBytes } from '../../../src/projections/framing.ts';
import type { TransportView } from '../../../src/projections/transport-view.ts';
import { Transport } from '../../../src/projections/transport.ts';
import { captureMs } from '../../../src/wire/wire-event.ts';
import { entriesOf, viewOf } from './fold.ts';
import { draw } from '../../draw.ts';

const OPEN = '0{"sid":"a","upgrades":["websocket"],"pingInterval":300,"pingTimeout":200}';
const POLL = 'http://host/socket.io/?EIO=4&transport=polling';
const UPGRADED = `
   0ms user connect
  10ms > GET #1 ${POLL}
  14ms < 200 #1 ${OPEN}
  15ms > POST #2 ${POLL}&sid=a 40␞40/chat,
  16ms > GET #3 ${POLL}&sid=a
  17ms < 200 #2 ok
  18ms < 200 #3 40{"sid":"b"}
  18ms > GET #5 ${POLL}&sid=a
  20ms open #4 ws://host/socket.io/?EIO=4&transport=websocket&sid=a
  21ms > #4 2probe
  24ms < #4 3probe
  25ms < 200 #5 6
  26ms > #4 5
  30ms < #4 42["a"]
  40ms > #4 42["b"]
  50ms < #4 2`;

function told(drawn: string, conn?: number): TransportView {
  const transport = new Transport();
  for (const entry of entriesOf(draw(drawn))) transport.step(entry);
  return transport.view(conn);
}

test('a channel tells what it carried each way, and how it ended', () => {
  const [polling, websocket] = told(`${UPGRADED}\n60ms close #4 1006 gone`).channels;
  expect(polling).toMatchObject({
    via: 'polling',
    row: { seq: 1, part: 0 },
    sid: 'a',
    openedAt: 10,
    endedAt: 26,
    end: { kind: 'upgraded' },
    sent: { packets: 2, messages: 2, bytes: 11 },
    received: { packets: 3, messages: 1, bytes: OPEN.length + 13 + 1 },
  });
  expect(websocket).toMatchObject({
    via: 'websocket',
    openedAt: 20,
    endedAt: 60,
    end: { kind: 'failed', text: '1006 gone' },
    // Masked frames of the client take four bytes more (RFC 6455).
    sent: { packets: 3, messages: 1, bytes: 6 + 1 + 7, framingBytes: 18 },
    received: { packets: 3, messages: 1, bytes: 6 + 7 + 1, framingBytes: 6 },
  });
});

test('polling tells how long the server held each GET, and what was in the bodies', () => {
  expect(told(UPGRADED).channels[0]?.polling).toMatchObject({
    gets: 3,
    holdMeanMs: (4 + 2 + 7) / 3,
    holdMaxMs: 7,
    emptyPolls: 1,
    posts: 1,
    failures: 0,
    packetsPerGet: 1,
    packetsPerPost: 2,
  });
});

test('what the upgrade saved is measured on the exchanges that carried messages', () => {
  const path = '/socket.io/?EIO=4&transport=polling&sid=a';
  const line = (method: string) => `${method} ${path} HTTP/1.1\r\nHost: host\r\n\r\n`.length;
  const answer = 'HTTP/1.1 200 \r\n\r\n'.length;
  expect(told(UPGRADED).stories[0]?.saving).toEqual({
    httpEach: (line('POST') + line('GET') + 2 * answer) / 3,
    polled: 3,
    exchanges: 2,
    framingEach: 4,
    messages: 2,
  });
});

test('an upgrade before any message is measured on the handshake', () => {
  const { stories } = told(`
     0ms > GET #1 ${POLL}
     4ms < 200 #1 ${OPEN}
     9ms open #4 ws://host/socket.io/?EIO=4&transport=websocket&sid=a
     9ms > #4 2probe
    10ms < #4 3probe
    11ms > #4 5
  `);
  expect(stories[0]?.saving).toMatchObject({ polled: 0, exchanges: 1, messages: 0 });
});

test('without an upgrade nothing is saved', () => {
  expect(told('0ms open #1 ws://host/?EIO=4\n1ms < #1 42["a"]').stories[0]).not.toHaveProperty('saving');
});

test('a WebSocket that never opened is a channel that carried nothing', () => {
  const { channels, channelCount } = told('5ms fail #1 websocket error\n5ms close #1 1006');
  expect(channelCount).toBe(1);
  expect(channels).toMatchObject([{ openedAt: 5, endedAt: 5, end: { kind: 'failed', text: 'websocket error' } }]);
});

test('each connection has its own channels; only the newest are listed', () => {
  const lines = Array.from({ length: 60 }, (_, i) => `${i}ms open #${i} ws://host/\n${i}ms close #${i} 1000`);
  const drawn = `${lines.join('\n')}\n99ms [2] open #99 ws://host/`;
  expect(told(drawn, 1).channels).toHaveLength(50);
  expect(told(drawn, 1).channelCount).toBe(60);
  expect(told(drawn, 2)).toMatchObject({ channelCount: 1, channels: [{ conn: 2 }] });
  expect(told(drawn).channelCount).toBe(61);
});

test('framing is counted as the documents say', () => {
  expect([125, 126, 65_535, 65_536].map((bytes) => framingBytes('websocket', false, bytes))).toEqual([2, 4, 4, 10]);
  expect([125, 126].map((bytes) => framingBytes('websocket', true, bytes))).toEqual([6, 8]);
  // With its header in the recorded frame.
  expect([126, 129, 65_538, 65_545].map((bytes) => framingBytes('webtransport', true, bytes))).toEqual([1, 3, 3, 9]);
});

test('HTTP is counted with the headers that were recorded', () => {
  const common = { at: captureMs(0), conn: 1, chan: 1, via: 'polling' } as const;
  const request = { ...common, kind: 'request', method: 'POST', url: 'https://a.example:81/x?y=1' } as const;
  const head = 'POST /x?y=1 HTTP/1.1\r\nHost: a.example:81\r\nAccept: */*\r\n\r\n';
  expect(requestHeadBytes({ ...request, headers: { Accept: '*/*' } })).toBe(head.length);
  const response = { ...common, kind: 'response', status: 200, headers: { 'content-length': '2' } } as const;
  expect(responseHeadBytes(response)).toBe('HTTP/1.1 200 \r\ncontent-length: 2\r\n\r\n'.length);
});

test.each([
  ['20ms fail #4 websocket error', 'websocket-opens'],
  ['20ms open #4 ws://host/?sid=a\n21ms close #4 1006', 'probe'],
  ['20ms open #4 ws://host/?sid=a\n20ms > #4 2probe\n21ms close #4 1006', 'probe-answer'],
])('a failed upgrade tells what did not come about, and what the client said of it', (failing, at) => {
  const drawn = `
     0ms > GET #1 ${POLL}
     4ms < 200 #1 ${OPEN}
    ${failing}
    30ms client upgrade_error {"message":"probe error"}
  `;
  const { stories } = viewOf(new Transport(), drawn);
  expect(stories[0]).toMatchObject({ outcome: 'failed', failure: { at, client: { words: '"probe error"' } } });
});
