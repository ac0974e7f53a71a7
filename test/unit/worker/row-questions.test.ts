import { expect, test } from 'vitest';
import { RowSet } from '../../../src/projections/row-set.ts';
import type { RowId } from '../../../src/projections/row.ts';
import { seq } from '../../../src/session/entry.ts';
import type { RowLink } from '../../../src/worker/remote.ts';
import { OpenSession } from '../../../src/worker/open-session.ts';
import { copyRows, headOf, nextRow, rowAt, rowKeys, sumUp } from '../../../src/worker/row-questions.ts';
import { draw } from '../../draw.ts';
import { emptySource } from './chunks-of.ts';

function live(drawn: string): OpenSession {
  const session = new OpenSession(emptySource);
  for (const event of draw(drawn)) session.append(event);
  session.fold();
  return session;
}

const id = (position: number, part = 0): RowId => ({ seq: seq(position), part });
const session = live(`
   0ms > GET #1 http://host/socket.io/?EIO=4
  10ms < 200 #1 0{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200}␞40{"sid":"b"}
  20ms > 420["ask",{"a":1}]
  30ms < 42["tick"]
  40ms < 42["ask"
  50ms < 430["yes"]
  60ms > 451-["ask",{"_placeholder":true,"num":0}]
  60ms > hex 01 ff
`);

test('from row to row of one kind, in both directions, and no further than there are', () => {
  const way = (link: RowLink, from: RowId | undefined, step: 1 | -1) => nextRow(session, from, link, step);
  expect(way('event', id(2), 1)).toEqual(id(6));
  expect(way('event', id(6), -1)).toEqual(id(2));
  expect(way('event', id(6), 1)).toBeUndefined();
  expect(way('event', id(3), 1)).toBeUndefined();
  expect(way('flaw', undefined, 1)).toEqual(id(4));
  expect(way('flaw', undefined, -1)).toEqual(id(4));
  expect(way('note', id(0), 1)).toBeUndefined();
  session.setNotes([{ seq: 1, part: 2, text: '' }]);
  expect(way('note', id(0), 1)).toEqual(id(1, 2));
  expect(way('note', id(7), -1)).toEqual(id(1, 2));
});

test('a time leads to the nearest row, a seq to its first', () => {
  expect(rowAt(session, { atMs: 24 })).toEqual(id(2));
  expect(rowAt(session, { atMs: 26 })).toEqual(id(3));
  expect(rowAt(session, { atMs: 1e9 })).toEqual(id(7));
  expect(rowAt(session, { seq: 1 })).toEqual(id(1));
  expect(rowAt(session, { seq: 99 })).toEqual(id(7));
  expect(rowAt(live(''), { seq: 0 })).toBeUndefined();
});

test('what hangs under a row tells it', () => {
  expect(headOf(session, id(1, 2))).toEqual(id(1));
  expect(headOf(session, id(7))).toEqual(id(6));
  expect(headOf(session, id(3))).toBeUndefined();
});

test('rows are added up, a body’s packets not twice', () => {
  const all = new RowSet(rowKeys(session, 0, 99));
  expect(all.size).toBe(session.list.count);
  expect(sumUp(session, RowSet.of(id(2), id(3)))).toEqual({ fromMs: 20, toMs: 30, bytes: 28 });
  expect(sumUp(session, RowSet.of(id(1)))?.bytes).toBe(sumUp(session, RowSet.of(id(1), id(1, 1), id(1, 2)))?.bytes);
  expect(sumUp(session, RowSet.empty)).toBeUndefined();
});

test('a row is copied as its arguments, its frame, its bytes, a line of a table', async () => {
  const copied = async (form: Parameters<typeof copyRows>[2], ...rows: readonly RowId[]) => {
    const made = await copyRows(session, RowSet.of(...rows), form);
    return made.ok ? made.value : made.error;
  };
  expect(await copied('json', id(2))).toBe('[{"a":1}]');
  expect(await copied('json', id(5))).toBe('["yes"]');
  expect(await copied('json', id(6))).toBe('[{"$binary":"Af8="}]');
  expect(await copied('json', id(7))).toBe('{"$binary":"Af8="}');
  expect(JSON.parse(await copied('json', id(2), id(5)))).toEqual([[{ a: 1 }], ['yes']]);
  expect(await copied('frame', id(4), id(5))).toBe('42["ask"\n430["yes"]');
  expect(await copied('frame', id(7))).toBe('01 ff');
  expect(await copied('base64', id(5))).toBe(btoa('430["yes"]'));
  const [head, line] = (await copied('table', id(2))).split('\n').map((text) => text.split('\t'));
  expect(head).toHaveLength(line!.length);
  expect(line).toEqual(['2', '20', 'sent', 'EVENT', '/', 'ask', '{"a":1}', '18', 'websocket']);
});
