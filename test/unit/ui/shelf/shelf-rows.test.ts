import { expect, test } from 'vitest';
import { inOrder, readOrder, turnedBy, writeOrder, SHELF_COLUMNS } from '../../../../src/ui/shelf/shelf-order.ts';
import { followersOf, keepSame, shelfRows, type ShelfView } from '../../../../src/ui/shelf/shelf-rows.ts';
import { shelfLines } from '../../../../src/ui/sessions/shelf-lines.ts';
import type { DeletedItem } from '../../../../src/worker/remote.ts';
import { item } from './item.ts';

const items = ['a', 'b', 'c', 'd'].map((key) => item(key));

function deleted(key: string, before: string | undefined, batch: number, isOld = false): DeletedItem {
  return { key, name: key, batch, isOld, ...(before === undefined ? {} : { before }) };
}

function drawn(view: Partial<ShelfView>): string {
  return shelfRows({ items, found: undefined, deleted: [], followers: {}, ...view })
    .map((row) => (row.kind === 'session' ? row.id : `(${row.keys.join('+')})`))
    .join(' ');
}

test('all sessions are shown in their order, or those that a search has found so far', () => {
  expect(drawn({})).toBe('a b c d');
  const found = ['d', 'b'].map((key) => ({ key, hits: [], hitCount: 0 }));
  expect(drawn({ found })).toBe('b d');
  expect(drawn({ found: [] })).toBe('');
});

test('sessions deleted together leave one line, where the first of them stood', () => {
  expect(drawn({ deleted: [deleted('x', 'b', 1), deleted('y', 'd', 1)] })).toBe('a (x+y) b c d');
  expect(drawn({ deleted: [deleted('x', 'b', 1), deleted('y', 'd', 2)] })).toBe('a (x) b c (y) d');
  expect(drawn({ deleted: [deleted('x', undefined, 1)] })).toBe('a b c d (x)');
});

test('in another order than the newest first, the place is that on screen when it was deleted', () => {
  const before = shelfRows({
    items: ['d', 'x', 'a'].map((key) => item(key)),
    found: undefined,
    deleted: [],
    followers: {},
  });
  const followers = followersOf(before, ['x']);
  expect(followers).toEqual({ x: 'a' });
  expect(drawn({ items: ['d', 'a'].map((key) => item(key)), followers, deleted: [deleted('x', 'd', 1)] })).toBe(
    'd (x) a',
  );
});

test('the row that follows several deleted ones is one that stays', () => {
  const rows = shelfRows({ items, found: undefined, deleted: [], followers: {} });
  expect(followersOf(rows, ['a', 'b', 'd'])).toEqual({ a: 'c', b: 'c', d: undefined });
});

test('what the rule for old sessions deleted is told at the top', () => {
  expect(drawn({ deleted: [deleted('x', undefined, 1, true)] })).toBe('(x) a b c d');
  expect(drawn({ items: [], deleted: [deleted('x', undefined, 1, true)] })).toBe('(x)');
});

test('each column sorts both ways, and is kept as text', () => {
  const shop = item('shop', { name: 'Shop 2', endpoint: 'http://b', bytes: 5, startedAt: '2026-11-05', tags: ['z'] });
  const chat = item('chat', { name: 'shop 10', endpoint: 'http://a', bytes: 7, startedAt: '2026-11-06', tags: [] });
  const keys = (by: (typeof SHELF_COLUMNS)[number], isDescending: boolean): string =>
    inOrder([chat, shop], { by, isDescending })
      .map(({ key }) => key)
      .join(' ');
  expect([keys('name', false), keys('name', true)]).toEqual(['shop chat', 'chat shop']);
  expect([keys('endpoint', false), keys('size', true), keys('started', true)]).toEqual(Array(3).fill('chat shop'));
  // No tags come last either way, and of equals the newer first.
  expect([keys('tags', false), keys('tags', true), keys('entries', false)]).toEqual([
    'shop chat',
    'shop chat',
    'chat shop',
  ]);
  for (const by of SHELF_COLUMNS) {
    const turned = turnedBy({ by, isDescending: false }, by);
    expect(turned).toEqual({ by, isDescending: true });
    expect(readOrder(writeOrder(turned))).toEqual(turned);
  }
  expect(readOrder('colour down')).toBeUndefined();
});

test('a session told again unchanged stays the same object', () => {
  const again = items.map((each) => ({ ...each, tags: [...each.tags] }));
  expect(keepSame(again, items)[0]).toBe(items[0]);
  const changed = again.with(1, { ...item('b'), tags: ['new'] });
  expect(keepSame(changed, items)[1]).toBe(changed[1]);
});

test('the left list shows the newest and the one in view, and a bulk delete as one line', () => {
  const many = Array.from({ length: 80 }, (_, i) => item(`s${i}`));
  const state = { items: many, deleted: [deleted('x', 's1', 1), deleted('y', 's2', 1)] };
  const lines = shelfLines(state, 's70');
  expect(lines.filter(({ kind }) => kind === 'session')).toHaveLength(51);
  expect(lines.at(-1)?.key).toBe('s70');
  expect(lines[1]).toEqual({ kind: 'deleted', key: 'x', keys: ['x', 'y'], names: ['x', 'y'] });
});
