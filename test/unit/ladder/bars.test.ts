import { expect, test } from 'vitest';
import { barsOf } from '../../../src/projections/ladder/bars.ts';
import { joinsOf } from '../../../src/projections/ladder/joins.ts';
import type { Span } from '../../../src/projections/ladder/span.ts';
import type { Row } from '../../../src/projections/row.ts';
import { seq } from '../../../src/session/entry.ts';
import { rowsOf } from '../projections/fold.ts';

function span(start: number, end: number | undefined, via: Span['via'] = 'polling'): Span {
  return {
    conn: 1,
    via,
    start: { seq: seq(start), part: 0 },
    ...(end === undefined ? {} : { end: { seq: seq(end), part: 0 } }),
  };
}

/** Each row's kind, and what stands in its lanes: `┌` begins, `└` ends, `□` both, `│` goes through. */
function drawn(rows: readonly Row[], spans: readonly Span[]): readonly string[] {
  return barsOf(rows, spans, rows.length).map((bars, i) => {
    const pieces = bars.map(({ lane, begins, ends }) => `${lane}${begins ? (ends ? '□' : '┌') : ends ? '└' : '│'}`);
    return [rows[i]?.kind, ...pieces].join(' ');
  });
}

const UPGRADE = `
    0ms > GET #1 /socket.io/
    1ms > POST #2 /socket.io/ 40
    2ms < 200 #2 ok
    3ms open #3 ws://host/socket.io/
    4ms > #3 2probe
    5ms < 200 #1 40{"sid":"b"}␞6
    6ms > #3 5
`;

test('exchanges and the channel stand beside each other; a body ends with its last packet', () => {
  expect(drawn(rowsOf(UPGRADE), [span(0, 5), span(1, 2), span(3, undefined, 'websocket')])).toEqual([
    'request 1┌',
    'request 1│ 2┌',
    'CONNECT 1│ 2│',
    'response 1│ 2└',
    'opened 1│ 0┌',
    'ping 1│ 0│',
    'response 1│ 0│',
    'CONNECT 1│ 0│',
    'noop 1└ 0│',
    'upgrade 0│',
  ]);
});

test('where the filter hides its ends, a bar begins and ends with the rows that are shown', () => {
  const rows = rowsOf(UPGRADE)
    .filter(({ kind }) => kind === 'ping' || kind === 'upgrade')
    .map((row, index) => ({ ...row, index }));
  expect(drawn(rows, [span(0, 5), span(3, undefined, 'websocket')])).toEqual(['ping 1□ 0┌', 'upgrade 0│']);
});

test('in the middle of a long list, a bar goes through the first and the last row that are drawn', () => {
  const rows = rowsOf(UPGRADE).slice(1, 3);
  expect(barsOf(rows, [span(0, 5)], 10).flat()).toEqual([
    { conn: 1, via: 'polling', lane: 1, begins: false, ends: false, isOwn: false },
    { conn: 1, via: 'polling', lane: 1, begins: false, ends: false, isOwn: false },
  ]);
});

test('acknowledgements join their questions, even past the edge of what is drawn, and exchanges do not', () => {
  const rows = rowsOf(`
      0ms > GET #1 /socket.io/
      1ms > 421["a"]
      2ms > 422["b"]
      3ms < 432["ok"]
      4ms < 431["ok"]
      5ms > 423["c"]
      6ms < 200 #1 6
  `);
  const pieces = joinsOf(rows).map((joins) => joins.map(({ lane, piece }) => `${lane} ${piece}`).join(', '));
  expect(pieces).toEqual(['', '0 start', '0 through, 1 start', '0 through, 1 end', '0 end', '0 open', '', '']);
  const cut = joinsOf(rows.slice(3)).map((joins) => joins.map(({ piece }) => piece).join(', '));
  expect(cut).toEqual(['end, through', 'end', 'open', '', '']);
});
