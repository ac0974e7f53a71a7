import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  contentTopAt,
  hasDrifted,
  MAX_SPACER_PX,
  scrolledFromEnd,
  scrolledTo,
  scrollTopAt,
  spacerPx,
  type Extent,
  type Position,
} from '../../../src/ui/timeline/scroll-map.ts';

const MILLION_ROWS: Extent = { contentPx: 22_000_000, viewportPx: 600 };

const extents = fc.record({
  contentPx: fc.integer({ min: 0, max: 200_000_000 }),
  viewportPx: fc.integer({ min: 1, max: 3000 }),
});

function lastScrollTop(extent: Extent): number {
  return Math.max(0, spacerPx(extent) - extent.viewportPx);
}

function lastContentTop(extent: Extent): number {
  return Math.max(0, extent.contentPx - extent.viewportPx);
}

test('a list that fits scrolls as it is', () => {
  const extent = { contentPx: 22_000, viewportPx: 600 };
  expect(spacerPx(extent)).toBe(22_000);
  expect(contentTopAt(1234, extent)).toBe(1234);
  expect(scrolledTo(1300, { scrollTop: 1234, contentTop: 1234 }, extent).contentTop).toBe(1300);
  expect(scrolledTo(20_000, { scrollTop: 0, contentTop: 0 }, extent).contentTop).toBe(20_000);
});

test('the scrolled element never outgrows the cap', () => {
  fc.assert(fc.property(extents, (extent) => spacerPx(extent) <= MAX_SPACER_PX));
});

test('both ends of the scroll bar are the ends of the list', () => {
  fc.assert(
    fc.property(extents, (extent) => {
      expect(contentTopAt(0, extent)).toBe(0);
      expect(contentTopAt(lastScrollTop(extent), extent)).toBe(lastContentTop(extent));
      expect(scrollTopAt(lastContentTop(extent), extent)).toBe(lastScrollTop(extent));
    }),
  );
});

test('the two directions of the map undo each other and keep the order', () => {
  fc.assert(
    fc.property(extents, fc.double({ min: 0, max: 1, noNaN: true }), (extent, share) => {
      const contentTop = share * lastContentTop(extent);
      expect(contentTopAt(scrollTopAt(contentTop, extent), extent)).toBeCloseTo(contentTop, 3);
      expect(scrollTopAt(contentTop + 1, extent)).toBeGreaterThanOrEqual(scrollTopAt(contentTop, extent));
    }),
  );
});

test('a turn of the wheel moves a long list by pixels', () => {
  const before = { scrollTop: scrollTopAt(10_000_000, MILLION_ROWS), contentTop: 10_000_000 };
  const after = scrolledTo(before.scrollTop + 100, before, MILLION_ROWS);
  expect(after.contentTop).toBe(10_000_100);
  expect(hasDrifted(after, MILLION_ROWS)).toBe(false);
});

test('a pull of the thumb jumps by proportion', () => {
  const after = scrolledTo(2_000_000, { scrollTop: 0, contentTop: 0 }, MILLION_ROWS);
  expect(after.contentTop / MILLION_ROWS.contentPx).toBeCloseTo(0.5, 2);
});

/** Turns the wheel by `stepPx` often enough for `distancePx`; tells where that ends and the furthest one turn moved. */
function wheel(extent: Extent, start: number, stepPx: number, distancePx: number) {
  let position: Position = { scrollTop: scrollTopAt(start, extent), contentTop: start };
  let furthestPx = 0;
  for (let turns = Math.ceil(distancePx / Math.abs(stepPx)) + 3; turns > 0; turns--) {
    const scrollTop = Math.min(Math.max(0, position.scrollTop + stepPx), lastScrollTop(extent));
    const next = scrolledTo(scrollTop, position, extent);
    furthestPx = Math.max(furthestPx, Math.abs(next.contentTop - position.contentTop));
    position = hasDrifted(next, extent) ? { ...next, scrollTop: scrollTopAt(next.contentTop, extent) } : next;
  }
  return { contentTop: position.contentTop, furthestPx };
}

test('wheeling on and on reaches either end exactly, never stopping before it or skipping rows', () => {
  const walks = fc.record({
    contentPx: fc.integer({ min: 4_500_000, max: 66_000_000 }),
    distancePx: fc.integer({ min: 0, max: 2_000_000 }),
    stepPx: fc.integer({ min: 20, max: 1200 }),
  });
  fc.assert(
    fc.property(walks, ({ contentPx, distancePx, stepPx }) => {
      const extent = { contentPx, viewportPx: 600 };
      const end = lastContentTop(extent);
      const down = wheel(extent, end - distancePx, stepPx, distancePx);
      const up = wheel(extent, distancePx, -stepPx, distancePx);
      expect(down.contentTop).toBeCloseTo(end, 3);
      expect(up.contentTop).toBeCloseTo(0, 3);
      expect(Math.max(down.furthestPx, up.furthestPx)).toBeLessThanOrEqual(stepPx + 1e-3);
    }),
  );
});

test('a turn of the wheel away from the end moves by pixels, however much the list has grown there', () => {
  const before = { scrollTop: 400, contentTop: 50_000 };
  const extent = { contentPx: 50_600, viewportPx: 600 };
  expect(scrolledFromEnd(300, before, 1000, extent)).toBe(49_900);
  expect(scrolledFromEnd(0, { ...before, scrollTop: 4000 }, 4600, extent)).toBe(0);
});

test('a pull of the thumb away from the end goes where the bar stands', () => {
  fc.assert(
    fc.property(extents, fc.double({ min: 0, max: 1, noNaN: true }), (extent, share) => {
      const before = { scrollTop: lastScrollTop(extent), contentTop: lastContentTop(extent) };
      const scrollTop = share * before.scrollTop;
      fc.pre(before.scrollTop - scrollTop > 2 * extent.viewportPx);
      const held = spacerPx(extent);
      expect(scrolledFromEnd(scrollTop, before, held, extent)).toBe(contentTopAt(scrollTop, extent));
    }),
  );
});
