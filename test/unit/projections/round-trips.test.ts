import { expect, test } from 'vitest';
import { RoundTrips } from '../../../src/projections/round-trips.ts';
import { spoken, viewOf } from './fold.ts';

const OPEN = '0{"sid":"a","upgrades":["websocket"],"pingInterval":300,"pingTimeout":200}';

const UPGRADED = `
    0ms > GET #1 /socket.io/?EIO=4&transport=polling
    7ms < 200 #1 ${OPEN}
    8ms > POST #2 /socket.io/?EIO=4&transport=polling&sid=a 40
    9ms > GET #3 /socket.io/?EIO=4&transport=polling&sid=a
   12ms < 200 #2 ok
   20ms < 200 #3 40{"sid":"b"}
   30ms > #4 2probe
   34ms < #4 3probe
`;

function linesIn(drawn: string): readonly string[] {
  return viewOf(new RoundTrips(), drawn).map(
    ({ kind, event = '', count, minMs, medianMs, p95Ms, lastMs }) =>
      `${kind} ${event} ${count}: ${minMs} ${medianMs} ${p95Ms} ${lastMs}`,
  );
}

test('each sample is named as what it is; a poll, which the server holds, is none', () => {
  expect(linesIn(UPGRADED)).toEqual([
    'handshake  1: 7 7 7 7',
    'post  1: 4 4 4 4',
    'probe  1: 4 4 4 4',
    'connect  1: 12 12 12 12',
  ]);
});

test('the heartbeats of generation 4 tell no round trip', () => {
  expect(linesIn(`0ms < ${OPEN}\n300ms < 2\n304ms > 3`)).toEqual([]);
});

test('the client’s pings of generation 3 do', () => {
  const protocols = spoken('v2');
  const drawn = `0ms < ${OPEN}\n300ms > 2\n312ms < 3\n650ms > 2`;
  expect(viewOf(new RoundTrips(protocols), drawn, protocols)).toEqual([
    { kind: 'ping', count: 1, minMs: 12, medianMs: 12, p95Ms: 12, lastMs: 12, row: { seq: 2, part: 0 } },
  ]);
});

test('acknowledgements by event: only what the client asked, to the newest answer’s row', () => {
  const [line, ...others] = viewOf(
    new RoundTrips(),
    `
    0ms > 420["save",1]
    1ms > 421["save",2]
    3ms < 431[]
    9ms < 430[]
   10ms < 425["who"]
   15ms > 435[]
  `,
  );
  expect(line).toEqual({
    kind: 'ack',
    event: 'save',
    count: 2,
    minMs: 2,
    medianMs: 2,
    p95Ms: 9,
    lastMs: 9,
    row: { seq: 3, part: 0 },
  });
  expect(others).toEqual([]);
});

test('what was lost, refused or unanswered is no sample', () => {
  expect(
    linesIn(`
    0ms > 420["save"]
    1ms client disconnect / {"reason":"transport close"}
    2ms < 430[]
    3ms > 40/admin,
    4ms < 44/admin,{"message":"no"}
    5ms > POST #9 /socket.io/?sid=a 40
    6ms < 400 #9
    7ms > GET #10 /socket.io/?EIO=4
    8ms fail #10 polling xhr poll error
  `),
  ).toEqual([]);
});

test('each connection has its own, and all have one together', () => {
  const roundTrips = new RoundTrips();
  viewOf(roundTrips, `0ms [1] > 420["a"]\n2ms [1] < 430[]\n3ms [2] > 420["a"]\n9ms [2] < 430[]`);
  expect(roundTrips.view(2)).toMatchObject([{ count: 1, lastMs: 6 }]);
  expect(roundTrips.view()).toMatchObject([{ count: 2, minMs: 2, lastMs: 6 }]);
});

test('a check’s own traffic is none of the connection’s', () => {
  expect(linesIn('0ms [1 auto] > GET #1 /socket.io/?EIO=4\n5ms [1 auto] < 200 #1 0{"sid":"x"}')).toEqual([]);
});

test('events without end share a line', () => {
  const drawn = Array.from({ length: 80 }, (_, i) => `${i}ms > 42${i}["event-${i}"]\n${i}ms < 43${i}[]`).join('\n');
  const view = viewOf(new RoundTrips(), drawn);
  expect(view).toHaveLength(51);
  expect(view.find(({ event }) => event === undefined)).toMatchObject({ kind: 'ack', count: 30 });
});
