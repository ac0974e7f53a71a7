import { expect, test } from 'vitest';
import { Absences, overlaps } from '../../../src/projections/absences.ts';
import { draw } from '../../draw.ts';
import { entriesOf, rowsOf } from './fold.ts';

function absencesIn(drawn: string, conn?: number) {
  const absences = new Absences();
  for (const entry of entriesOf(draw(drawn))) absences.step(entry);
  return absences.view(conn);
}

test('a tab is hidden until it is in view again, each connection for itself', () => {
  const drawn = `
    100ms [1] client page_hidden
    100ms [2] client page_hidden
    900ms [1] client page_visible {"hiddenMs":800}
  `;
  expect(absencesIn(drawn)).toEqual([
    { kind: 'hidden', row: { seq: 0, part: 0 }, conn: 1, fromAt: 100, untilAt: 900 },
    { kind: 'hidden', row: { seq: 1, part: 0 }, conn: 2, fromAt: 100 },
  ]);
  expect(absencesIn(drawn, 2)).toMatchObject([{ conn: 2 }]);
});

test('a frozen page tells when it wakes, and says when it was', () => {
  const drawn = `
    100ms client page_hidden
    8000ms client page_frozen {"happenedAt":300}
    8001ms client page_resumed {"frozenMs":7700}
    8002ms client page_visible
  `;
  expect(absencesIn(drawn)).toMatchObject([
    { kind: 'hidden', fromAt: 100, untilAt: 8002 },
    { kind: 'frozen', fromAt: 300, untilAt: 8001 },
  ]);
});

test('a pause is told afterwards, with its length', () => {
  expect(absencesIn('8000ms client worker_paused {"pausedMs":2700}')).toMatchObject([
    { kind: 'paused', fromAt: 5300, untilAt: 8000 },
  ]);
});

test('of a connection that the person ended nothing more is told, so what lasts ends with it', () => {
  expect(absencesIn('100ms client page_hidden\n500ms user disconnect')).toMatchObject([{ untilAt: 500 }]);
});

test.each(['{"pausedMs":"long"}', '{"pausedMs":-1}', '[]', ''])('a file may hold anything: %s', (detail) => {
  expect(absencesIn(`8000ms client worker_paused ${detail}`)).toMatchObject([{ fromAt: 8000, untilAt: 8000 }]);
});

test('the 50 newest of a connection are kept', () => {
  const drawn = Array.from({ length: 60 }, (_, i) => `${i}ms client page_hidden\n${i}ms client page_visible`).join(
    '\n',
  );
  const kept = absencesIn(drawn);
  expect(kept).toHaveLength(50);
  expect(kept[0]?.fromAt).toBe(10);
});

test('what lasts overlaps all that comes after it', () => {
  const [lasting] = absencesIn('100ms client page_hidden');
  expect([overlaps(lasting!, 0, 100), overlaps(lasting!, 0, 101), overlaps(lasting!, 5000, 6000)]).toEqual([
    false,
    true,
    true,
  ]);
});

test('rows say it in words', () => {
  const said = rowsOf(`
    1ms client page_hidden
    2ms client page_visible {"hiddenMs":12300}
    3ms client page_frozen {"happenedAt":2}
    4ms client page_resumed {"frozenMs":2700}
    5ms client worker_paused {"pausedMs":1640.5}
  `);
  expect(said.map(({ event, data, note }) => [event, data, note])).toEqual([
    ['page_hidden', 'the tab is in the background', undefined],
    ['page_visible', 'the tab is in view again', 'after 12.3 s'],
    ['page_frozen', 'the browser froze the tab', undefined],
    ['page_resumed', 'the browser lets the tab run again', 'after 2,700 ms'],
    ['worker_paused', 'nothing ran here', 'for 1,641 ms'],
  ]);
});
