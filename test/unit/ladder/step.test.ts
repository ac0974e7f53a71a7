import { expect, test } from 'vitest';
import { sentenceOf } from '../../../src/projections/ladder/sentence.ts';
import { stepOf } from '../../../src/projections/ladder/step.ts';
import { rowsOf } from '../projections/fold.ts';

test('each kind of row has its form and its colour', () => {
  const rows = rowsOf(`
      0ms > GET #1 /socket.io/
      1ms < 200 #1 0{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200,"maxPayload":100}
      2ms open #2 ws://host/socket.io/
      3ms > #2 2probe
      4ms < 3
      5ms > 2
      6ms > 42["a"]
      7ms < 42["b"
      8ms close #2 1006
      9ms client disconnect {"reason":"transport close"}
     10ms user connect
     11ms > GET #4 /socket.io/
     12ms fail #4 xhr poll error
     13ms open #5 ws://host/socket.io/
     14ms close #5 1000
  `);
  const steps = rows.map((row, i) => stepOf(row, rows[i - 1]));
  expect(steps.map(({ row, form, tone }) => `${row.kind}: ${form} ${tone}`)).toEqual([
    'request: exchange quiet',
    'response: exchange quiet',
    'open: arrow received',
    'opened: channel quiet',
    'ping: arrow upgrade',
    'pong: arrow heartbeat',
    'ping: arrow heartbeat',
    'EVENT: arrow sent',
    'malformed: arrow error',
    'closed: lost error',
    'client: note warning',
    'user: note quiet',
    'request: exchange quiet',
    'failed: lost error',
    'opened: channel quiet',
    'closed: end quiet',
  ]);
});

test('silence of a second and more is said', () => {
  const rows = rowsOf('0ms > 42["a"]\n999ms > 42["b"]\n5199ms > 42["c"]');
  expect(rows.map((row, i) => stepOf(row, rows[i - 1]).gapMs)).toEqual([undefined, undefined, 4200]);
});

test('a step is a sentence', () => {
  const [question, answer] = rowsOf('0ms > 42/chat,1["message","hi"]\n521ms < 43/chat,1["ok"]');
  const told = (row: typeof question, other: typeof question) => row && sentenceOf(row, '4.118 s', other);
  expect(told(question, answer)).toBe(
    'sent EVENT message in /chat at 4.118 s over websocket, answered after 521 ms: "hi"',
  );
  expect(told(answer, question)).toBe('received ACK message in /chat at 4.118 s over websocket, 521 ms: "ok"');
  expect(told(rowsOf('0ms > 421["a"]')[0], undefined)).toBe(
    'sent EVENT a in / at 4.118 s over websocket, not answered',
  );
});
