import { expect, test } from 'vitest';
import type { TransportView, UpgradeStory } from '../../../src/projections/transport-view.ts';
import { Transport } from '../../../src/projections/transport.ts';
import { viewOf } from './fold.ts';

const OPEN = '0{"sid":"a","upgrades":["websocket"],"pingInterval":300,"pingTimeout":200,"maxPayload":1000000}';
const POLL = 'GET #1 http://host/socket.io/?EIO=4&transport=polling';
const WITH_SID = 'ws://host/socket.io/?EIO=4&transport=websocket&sid=a';
const WITHOUT_SID = 'ws://host/socket.io/?EIO=4&transport=websocket';
const POLLED = `
  10ms > ${POLL}
  14ms < 200 #1 ${OPEN}
  15ms > POST #2 http://host/socket.io/?EIO=4&transport=polling&sid=a 40
  16ms < 200 #2 ok
  18ms < 200 #3 40{"sid":"b"}`;

function told(drawn: string): TransportView {
  return viewOf(new Transport(), drawn);
}

function stepsOf({ steps }: UpgradeStory): readonly string[] {
  return steps.map(({ name, startAt, durationMs = '…' }) => `${name} ${startAt}+${durationMs}`);
}

test('a normal upgrade is told step by step, with its durations', () => {
  const { stories, reconnects } = told(`
     0ms user connect
    ${POLLED}
    20ms open #4 ${WITH_SID}
    21ms > #4 2probe
    24ms < #4 3probe
    25ms < 200 #5 6
    26ms > #4 5
    30ms < #4 2
  `);
  expect(stories).toHaveLength(1);
  const [story] = stories;
  expect(story).toMatchObject({ conn: 1, sid: 'a', outcome: 'upgraded', upgradeMs: 12, since: 26 });
  expect(stepsOf(story!)).toEqual([
    'handshake 10+4',
    'connect 15+3',
    'websocket-opens 14+6',
    'probe 21+…',
    'probe-answer 21+3',
    'noop 24+1',
    'upgrade 26+…',
  ]);
  expect(story?.steps.map(({ text, row, direction = '' }) => [text, row.seq, row.part, direction])).toEqual([
    [OPEN.slice(0, 60), 1, 0, 'sent'],
    ['40', 3, 1, 'sent'],
    ['/socket.io/?EIO=4&transport=websocket&sid=a', 6, 0, ''],
    ['2probe', 7, 0, 'sent'],
    ['3probe', 8, 0, 'received'],
    ['6', 9, 1, 'received'],
    ['5', 10, 0, 'sent'],
  ]);
  expect(reconnects).toEqual([]);
});

test('on WebSocket only, the time until it opens counts from the connecting', () => {
  const [story] = told(`
     0ms user connect
     5ms open #1 ${WITHOUT_SID}
     6ms < #1 ${OPEN}
     7ms > #1 40
     9ms < #1 40{"sid":"b"}
  `).stories;
  expect(story).toMatchObject({ outcome: 'websocket', since: 6 });
  expect(story).not.toHaveProperty('upgradeMs');
  expect(stepsOf(story!)).toEqual(['websocket-opens 0+5', 'handshake 5+1', 'connect 7+2']);
});

test('polling only stays polling, and a noop without a probe is no step', () => {
  const [story] = told(`${POLLED}\n40ms < 200 #4 6`).stories;
  expect(story).toMatchObject({ outcome: 'polling', since: 14 });
  expect(stepsOf(story!)).toEqual(['handshake 10+4', 'connect 15+3']);
});

test('while the handshake is under way, it has no length yet', () => {
  expect(told(`0ms > ${POLL}`).stories).toMatchObject([{ outcome: 'connecting', steps: [{ name: 'handshake' }] }]);
  expect(told(`0ms > ${POLL}`).stories[0]?.steps[0]).not.toHaveProperty('durationMs');
});

test('a handshake that fails is told as such', () => {
  const [story] = told(`0ms > ${POLL}\n4ms fail #1 status 0`).stories;
  expect(story?.outcome).toBe('failed');
  expect(story?.steps.at(-1)).toMatchObject({ name: 'failed', text: 'status 0', startAt: 4 });
});

test('a probe whose WebSocket closes has failed, and the session goes on', () => {
  const [story] = told(`${POLLED}\n20ms open #4 ${WITH_SID}\n21ms > #4 2probe\n25ms close #4 1006`).stories;
  expect(story?.outcome).toBe('failed');
  expect(stepsOf(story!).slice(-2)).toEqual(['probe 21+…', 'failed 25+…']);
});

test('an error and the close that browsers report after it are one failure, and no end of the session', () => {
  const [story] = told(`
    ${POLLED}
    20ms open #4 ${WITH_SID}
    25ms fail #4 websocket error
    25ms close #4 1006
    30ms < 200 #5 42["still here"]
  `).stories;
  expect(story?.outcome).toBe('failed');
  expect(story?.steps.filter(({ name }) => name === 'failed' || name === 'closed')).toMatchObject([
    { name: 'failed', text: 'websocket error' },
  ]);
});

test('a probe whose WebSocket never opens has failed as well', () => {
  const [story] = told(`${POLLED}\n20ms fail #4 websocket error\n20ms close #4 1006`).stories;
  expect(story?.outcome).toBe('failed');
  expect(stepsOf(story!).at(-1)).toBe('failed 20+…');
});

test('a poll that fails within the session is no step of the story', () => {
  const { stories } = told(`${POLLED}\n20ms > GET #5 http://host/socket.io/?sid=a\n21ms fail #5 status 0`);
  expect(stories).toMatchObject([{ outcome: 'polling' }]);
});

test('a reconnect is a story of its own; attempts and the time of coming back are told', () => {
  const { stories, reconnects } = told(`
     0ms open #1 ${WITHOUT_SID}
     1ms < #1 ${OPEN}
    50ms close #1 1006
    51ms client close {"reason":"transport close"}
    51ms client disconnect / {"reason":"transport close"}
    60ms client reconnect_attempt {"attempt":1}
    61ms fail #2 websocket error
    61ms close #2 1006
    70ms client reconnect_attempt {"attempt":2}
    75ms open #3 ${WITHOUT_SID}
    76ms < #3 0{"sid":"z","upgrades":[],"pingInterval":300,"pingTimeout":200}
    77ms client reconnect {"attempt":2}
    78ms client connect /
  `);
  expect(stories.map(({ sid, outcome }) => `${sid} ${outcome}`)).toEqual(['a closed', 'z websocket']);
  expect(stepsOf(stories[0]!).at(-1)).toBe('closed 50+…');
  expect(stepsOf(stories[1]!)).toEqual(['websocket-opens 70+5', 'handshake 75+1']);
  expect(reconnects).toEqual([
    {
      conn: 1,
      lostAt: 51,
      reason: 'transport close',
      attempts: 2,
      tries: [
        { row: { seq: 5, part: 0 }, attempt: 1, waitedMs: 9 },
        { row: { seq: 8, part: 0 }, attempt: 2, waitedMs: 19 },
      ],
      backAt: 77,
      sid: 'z',
    },
  ]);
});

test('several namespaces report one loss', () => {
  const { reconnects } = told(`
     0ms open #1 ${WITHOUT_SID}
     1ms < #1 ${OPEN}
    50ms client close {"reason":"ping timeout"}
    50ms client disconnect / {"reason":"ping timeout"}
    50ms client disconnect /chat {"reason":"ping timeout"}
    50ms client disconnect /news {"reason":"ping timeout"}
  `);
  expect(reconnects).toEqual([{ conn: 1, lostAt: 50, reason: 'ping timeout', attempts: 0, tries: [] }]);
});

test('a namespace that the server ends is no loss of the connection', () => {
  const { reconnects, stories } = told(`
     0ms open #1 ${WITHOUT_SID}
     1ms < #1 ${OPEN}
     9ms client disconnect /chat {"reason":"io server disconnect"}
  `);
  expect(reconnects).toEqual([]);
  expect(stories[0]?.outcome).toBe('websocket');
});

test('the last namespace that the server ends takes the connection with it, and the client does not try again', () => {
  const { reconnects, stories } = told(`
     0ms open #1 ${WITHOUT_SID}
     1ms < #1 ${OPEN}
     9ms client close {"reason":"forced close"}
     9ms client disconnect / {"reason":"io server disconnect"}
  `);
  expect(reconnects).toEqual([]);
  expect(stories[0]?.outcome).toBe('closed');
});

test('leaving by oneself closes the story and is no loss', () => {
  const { reconnects, stories } = told(`
    ${POLLED}
    20ms user disconnect
    20ms client close {"reason":"forced close"}
    20ms client disconnect / {"reason":"io client disconnect"}
  `);
  expect(reconnects).toEqual([]);
  expect(stories[0]?.steps.at(-1)).toMatchObject({ name: 'closed', text: 'io client disconnect' });
  expect(stories).toMatchObject([{ outcome: 'closed' }]);
});

test('a loss that ends because the person connects again is over, and the next loss is another', () => {
  const { reconnects } = told(`
      1ms < #1 ${OPEN}
      9ms client close {"reason":"transport error"}
      9ms client disconnect / {"reason":"transport error"}
     20ms client reconnect_failed
     30ms user connect
     35ms > ${POLL}
     36ms < 200 #1 ${OPEN}
     38ms client connect /
     90ms client close {"reason":"ping timeout"}
     90ms client disconnect / {"reason":"ping timeout"}
  `);
  expect(reconnects).toEqual([
    { conn: 1, lostAt: 9, reason: 'transport error', attempts: 0, tries: [], backAt: 38, sid: 'a' },
    { conn: 1, lostAt: 90, reason: 'ping timeout', attempts: 0, tries: [] },
  ]);
});

test('a WebSocket that is only now known to be gone does not spoil the handshake that came after it', () => {
  const { stories } = told(`
      0ms open #7 ${WITHOUT_SID}
      1ms < #7 ${OPEN}
     90ms client disconnect / {"reason":"ping timeout"}
    100ms > ${POLL}
    101ms close #7 1006
    104ms < 200 #1 ${OPEN}
  `);
  expect(stories.map(({ outcome }) => outcome)).toEqual(['closed', 'polling']);
  expect(stepsOf(stories[1]!)).toEqual(['handshake 100+4']);
});

test('an event that is emitted meanwhile does not shorten the way to the WebSocket', () => {
  const [story] = told(`${POLLED}\n19ms user emit {"event":"a"}\n20ms open #4 ${WITH_SID}`).stories;
  expect(stepsOf(story!).at(-1)).toBe('websocket-opens 14+6');
});

test('each connection has its own story, and the newest 50 are shown', () => {
  const both = told(`
     0ms [1] open #1 ${WITHOUT_SID}
     0ms [2] > ${POLL.replace('#1', '#2')}
     1ms [1] < #1 ${OPEN}
     2ms [2] < 200 #2 ${OPEN}
  `);
  expect(both.stories.map(({ conn, outcome }) => `${conn} ${outcome}`)).toEqual(['1 websocket', '2 polling']);
  const many = told(Array.from({ length: 120 }, (_, i) => `${i}ms > ${POLL.replace('#1', `#${i + 1}`)}`).join('\n'));
  expect(many.stories.map(({ steps }) => steps[0]?.startAt)).toEqual(Array.from({ length: 50 }, (_, i) => 70 + i));
});

test('what one packet may weigh comes from the last handshake that tells it', () => {
  const transport = new Transport();
  viewOf(transport, POLLED);
  expect(transport.maxPayload.get(1)).toBe(1_000_000);
  viewOf(transport, `0ms open #9 ${WITHOUT_SID}\n1ms < #9 0{"sid":"z","upgrades":[],"pingInterval":1,"pingTimeout":1}`);
  expect(transport.maxPayload.has(1)).toBe(false);
});

test('each attempt tells how long it waited beside the plan, why it failed, and whether the state came back', () => {
  const { reconnects } = told(`
        0ms open #1 ${WITHOUT_SID}
        1ms < #1 ${OPEN}
       50ms client close {"reason":"transport close"}
       50ms client disconnect / {"reason":"transport close"}
     1262ms client reconnect_attempt {"attempt":1,"plannedMs":1000,"leastMs":500,"mostMs":1500}
     1270ms client connect_error {"message":"websocket error"}
     1270ms client reconnect_error {"message":"websocket error"}
     3000ms client reconnect_attempt {"attempt":2,"plannedMs":2000,"leastMs":1000,"mostMs":3000}
     3005ms open #3 ${WITHOUT_SID}
     3006ms < #3 0{"sid":"z","upgrades":[],"pingInterval":300,"pingTimeout":200}
     3007ms client reconnect {"attempt":2}
     3009ms client connect / {"id":"x","recovered":true}
     3010ms client connect /chat {"id":"y","recovered":false}
  `);
  expect(reconnects).toMatchObject([
    {
      attempts: 2,
      tries: [
        { attempt: 1, waitedMs: 1212, plannedMs: 1000, leastMs: 500, mostMs: 1500, failed: 'websocket error' },
        { attempt: 2, waitedMs: 1730, plannedMs: 2000 },
      ],
      backAt: 3007,
      sid: 'z',
      recovered: true,
    },
  ]);
});

test('an upgrade to WebTransport is told like any other, though its URL tells no sid', () => {
  const { stories } = told(`
    ${POLLED}
    20ms stream #4 https://host/socket.io/
    21ms > #4 0{"sid":"a"}
    22ms > #4 2probe
    24ms < #4 3probe
    25ms < 200 #5 6
    26ms > #4 5
  `);
  expect(stories).toHaveLength(1);
  expect(stories[0]).toMatchObject({ sid: 'a', outcome: 'upgraded', upgradesTo: 'webtransport', upgradeMs: 12 });
  expect(stepsOf(stories[0]!)).toEqual([
    'handshake 10+4',
    'connect 15+3',
    'webtransport-opens 14+6',
    'probe 22+…',
    'probe-answer 22+2',
    'noop 24+1',
    'upgrade 26+…',
  ]);
});

test('on WebTransport alone the handshake comes over the stream', () => {
  const [story] = told(`
     0ms user connect
     5ms stream #1 https://host/socket.io/
     5ms > #1 0
     6ms < #1 ${OPEN}
  `).stories;
  expect(story).toMatchObject({ outcome: 'webtransport', sid: 'a', since: 6 });
  expect(stepsOf(story!)).toEqual(['webtransport-opens 0+5', 'handshake 5+1']);
});

test('what checks open is no story of the connection', () => {
  expect(told(`0ms [1 websocket-4] open #1 ${WITHOUT_SID}\n1ms [1 websocket-4] < #1 ${OPEN}`).stories).toEqual([]);
});
