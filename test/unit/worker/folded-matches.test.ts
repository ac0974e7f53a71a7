import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Row, RowId } from '../../../src/projections/row.ts';
import type { WireEvent } from '../../../src/wire/wire-event.ts';
import { OpenSession } from '../../../src/worker/open-session.ts';
import { draw } from '../../draw.ts';
import { outline } from '../projections/fold.ts';
import { someTraffic } from '../projections/some-traffic.ts';
import { emptySource } from './chunks-of.ts';

function live(events: readonly WireEvent[]): OpenSession {
  const session = new OpenSession(emptySource);
  for (const event of events) session.append(event);
  session.fold();
  return session;
}

const DRAWN = `
  0ms > GET #1 http://host/socket.io/?EIO=4
  4ms < 200 #1 0{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200}␞40{"sid":"b"}
  5ms > 452-["up",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]
  6ms > hex 01
  7ms < 2
  8ms > hex 02
`;
const rowsOf = async (session: OpenSession) => outline(await session.rows(0, Infinity));

test('a body folds over its packets, and a packet over its attachments, with what lies between left in sight', async () => {
  const session = live(draw(DRAWN));
  const all = await session.rows(0, Infinity);
  expect(outline(all)).toEqual([
    '0.0 request',
    '1.0 response',
    '1.1 open',
    '1.2 CONNECT',
    '2.0 BINARY_EVENT',
    '3.0 attachment',
    '4.0 ping',
    '5.0 attachment',
  ]);
  expect(all.map(({ group }) => group?.parts ?? 0)).toEqual([0, 2, 0, 0, 2, 0, 0, 0]);
  session.setFolded(all[4], true);
  expect(await rowsOf(session)).not.toContain('5.0 attachment');
  expect((await rowsOf(session)).slice(-2)).toEqual(['2.0 BINARY_EVENT', '4.0 ping']);
  session.setFolded(undefined, true);
  expect(await rowsOf(session)).toEqual(['0.0 request', '1.0 response', '2.0 BINARY_EVENT', '4.0 ping']);
  expect(session.matches.count - session.list.count).toBe(4);
  session.setFolded(all[1], false);
  expect(await rowsOf(session)).toContain('1.2 CONNECT');
  expect(session.reveal(all[5]!)).toBe(true);
  expect(session.indexOf(all[5]!)).toBe(5);
  expect(session.reveal(all[5]!)).toBe(false);
});

/** By the rows' own words alone, and slowly. */
function hiddenBy(rows: readonly Row[], isFolded: (head: Row) => boolean): readonly string[] {
  const last = new Map<string, Row>();
  return outline(
    rows.filter((row) => {
      const exchange = rows.find((head) => row.part > 0 && head.seq === row.seq && head.part === 0);
      const way = `${row.conn} ${row.direction}`;
      const packet = row.kind === 'attachment' ? last.get(way) : undefined;
      if (/^BINARY/.test(row.kind)) last.set(way, row);
      else if (/^[A-Z]|message|close$/.test(row.kind) || ['opened', 'closed', 'failed'].includes(row.kind))
        last.delete(way);
      return !((exchange && isFolded(exchange)) || (packet && isFolded(packet)));
    }),
  );
}

test('what is folded is what hangs under a folded row, whatever came and however it grew', async () => {
  await fc.assert(
    fc.asyncProperty(someTraffic, fc.boolean(), fc.array(fc.nat(40)), fc.nat(20), async (events, isAll, picks, cut) => {
      const whole = live(events);
      const rows = await whole.rows(0, Infinity);
      const heads = picks.flatMap((pick): readonly RowId[] => rows.filter((_, i) => i === pick));
      const session = live(events.slice(0, cut));
      session.setFolded(undefined, isAll);
      for (const event of events.slice(cut)) session.append(event);
      expect(session.list.count).toBeLessThanOrEqual(session.matches.count);
      session.fold();
      for (const head of heads) session.setFolded(head, !isAll);
      const isFolded = (row: Row) => isAll !== heads.some((head) => head.seq === row.seq && head.part === row.part);
      const shown = await session.rows(0, Infinity);
      expect(outline(shown)).toEqual(hiddenBy(rows, isFolded));
      expect(shown.map((row) => session.indexOf(row))).toEqual(shown.map((_, i) => i));
    }),
    { numRuns: 100 },
  );
});
