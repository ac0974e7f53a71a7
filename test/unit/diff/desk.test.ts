import { expect, test } from 'vitest';
import { ChunkBuilder } from '../../../src/session/chunk-builder.ts';
import { Shelf } from '../../../src/storage/shelf.ts';
import { DiffDesk } from '../../../src/worker/diff/diff-desk.ts';
import type { DiffState } from '../../../src/worker/diff/diff-remote.ts';
import { draw } from '../../draw.ts';
import { freshDatabase, record } from '../storage/open.ts';

const GOOD = `
    0ms < 0{"sid":"x","upgrades":[],"pingInterval":25000,"pingTimeout":20000}
    1ms > 40
    2ms < 40{"sid":"s","pid":"p"}
   10ms > 420["login",{"user":"kim"}]
   30ms < 430[{"token":"T1","ok":true}]
   40ms < 42["note","hello",1001,"f3K2_a"]
   50ms > 451-1["upload",{"_placeholder":true,"num":0}]
   51ms > hex 01 02
   60ms < 431[{"stored":2}]
`;
const BAD = GOOD.replace('T1', 'T2').replace('1001', '2002').replace('f3K2_a', 'x9Z_b').replace('01 02', '01 03');

async function deskWith(sessions: Readonly<Record<string, string>>): Promise<DiffDesk> {
  const database = await freshDatabase();
  for (const [key, drawn] of Object.entries(sessions)) {
    const builder = new ChunkBuilder(0);
    const events = draw(drawn);
    for (const event of events) builder.append(event);
    await database.put('sessions', record(key, { entries: events.length, state: 'ended' }));
    await database.put('chunks', builder.snapshot(), [key, 0]);
  }
  const recordings = { get: () => undefined };
  return new DiffDesk({ database, shelf: new Shelf(database), recordings });
}

async function compared(desk: DiffDesk, a: string, b: string): Promise<DiffState> {
  const outcome = await desk.compare(a, b, () => undefined);
  if (!outcome.ok) throw new Error(outcome.error);
  return outcome.value;
}

test('lines say what was recorded, read again from the disk', async () => {
  const desk = await deskWith({ good: GOOD, bad: BAD });
  const state = await compared(desk, 'good', 'bad');
  expect(state.counts).toMatchObject({ all: 6, equal: 3, value: 3 });
  expect(state.first).toMatchObject({
    name: 'login',
    change: { path: '[0].token', was: '"T1"', now: '"T2"', isInAnswer: true },
  });
  const lines = await desk.lines('value', 0, 10);
  expect(lines.map(({ name, change }) => `${name} ${change?.path} ${change?.was} ${change?.now}`)).toEqual([
    'login [0].token "T1" "T2"',
    // The offset of connection state recovery is none of its values.
    'note [1] 1001 2002',
    'upload [0] {"$binary":"AQI="} {"$binary":"AQM="}',
  ]);
  expect(await desk.details(lines[2]!.line)).toMatchObject({
    a: {
      row: { seq: 6, part: 0 },
      atMs: 50,
      text: '[{"$binary":"AQI="}]',
      answer: { tookMs: 10, text: '[{"stored":2}]' },
    },
  });
});

test('ignored paths are kept for both ways round and for the good one, and count again when they are let go', async () => {
  const desk = await deskWith({ good: GOOD, bad: BAD, worse: BAD });
  await compared(desk, 'good', 'bad');
  const ignored = await desk.setIgnored(['*.token', '[1]']);
  expect(ignored).toMatchObject({ ok: true, value: { counts: { value: 1 }, first: { name: 'upload' } } });
  expect(await compared(desk, 'good', 'worse')).toMatchObject({ ignored: ['*.token', '[1]'], counts: { value: 1 } });
  expect(await compared(desk, 'bad', 'good')).toMatchObject({ ignored: ['*.token', '[1]'], counts: { value: 1 } });
  expect(await compared(desk, 'bad', 'worse')).toMatchObject({ ignored: [] });
  await compared(desk, 'good', 'bad');
  expect(await desk.setIgnored([])).toMatchObject({ value: { counts: { value: 3 } } });
  expect(await compared(desk, 'bad', 'good')).toMatchObject({ ignored: [] });
});

test('only what looks like an id, a token or a time is offered for ignoring, or what differs in many pairs', async () => {
  const drawn = (count: number, start: number) =>
    Array.from({ length: count }, (_, n) => {
      const at = 1_794_000_000_000 + start + n;
      return `${n}ms < 42["stock",{"total":${start + n},"stamp":${at},"userId":"u${start + n}"}]`;
    }).join('\n');
  const offered = async (count: number) => {
    const desk = await deskWith({ good: drawn(count, 1), bad: drawn(count, 900) });
    return (await compared(desk, 'good', 'bad')).suggestions.map(({ path }) => path);
  };
  expect(await offered(2)).toEqual(['[0].stamp', '[0].userId']);
  expect(await offered(8)).toEqual(['[0].stamp', '[0].total', '[0].userId']);
});

test('a path that cannot be read is refused with its reason, and changes nothing', async () => {
  const desk = await deskWith({ good: GOOD, bad: BAD });
  await compared(desk, 'good', 'bad');
  expect(await desk.setIgnored(['[0'])).toEqual({
    ok: false,
    error: '[0: in brackets stands a position like [0], [*], or a name in quotes.',
  });
  expect(await desk.lines('value', 0, 10)).toHaveLength(3);
});

test('a newer comparison ends the one under way', async () => {
  const desk = await deskWith({ good: GOOD, bad: BAD });
  const first = desk.compare('good', 'bad', () => undefined);
  const second = compared(desk, 'bad', 'good');
  expect(await first).toEqual({ ok: false, error: 'Cancelled.' });
  expect((await second).a.key).toBe('bad');
});

test('the report holds names, paths and times, and no value', async () => {
  const desk = await deskWith({ good: GOOD, bad: BAD });
  await compared(desk, 'good', 'bad');
  const made = await desk.report();
  const text = made.ok ? await made.value.file.text() : '';
  expect(text).toContain('| 0.010 | 0.010 | sent | / | login | with other values | answer [0].token |');
  expect(text).not.toMatch(/"T1"|"T2"|kim|1001|hello/);
});

test('lines are found by time and by difference', async () => {
  const desk = await deskWith({ good: GOOD, bad: BAD });
  await compared(desk, 'good', 'bad');
  expect(await desk.lineNear('a', 44)).toBe(4);
  expect(await desk.nextDifference(undefined, 1)).toBe(3);
  expect(await desk.nextDifference(3, 1)).toBe(4);
  expect(await desk.nextDifference(3, -1)).toBeUndefined();
  expect(await desk.indexOf('value', 4)).toBe(1);
});
