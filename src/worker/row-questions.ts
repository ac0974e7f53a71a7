import { fail, ok, type Result } from '../base/result.ts';
import { copiedRow, joinCopied, type CopyForm } from '../projections/copied-row.ts';
import { exchangeOf, packetOf } from '../projections/groups.ts';
import type { RowColumns } from '../projections/row-columns.ts';
import { idOfKey, rowKeyOf, type RowSet } from '../projections/row-set.ts';
import type { RowId, RowKind } from '../projections/row.ts';
import type { Timeline } from '../projections/timeline.ts';
import type { OpenSession } from './open-session.ts';
import type { RowLink, RowPlace, RowSum } from './remote.ts';

const COPIED_ROWS = 20_000;
/** A clipboard is held in memory by everyone who looks at it. */
const COPIED_CHARACTERS = 64 * 1024 * 1024;

const FLAWS: ReadonlySet<RowKind> = new Set(['malformed', 'failed', 'CONNECT_ERROR', 'ERROR']);
const FLAWED_REPORT = /error|failed|timeout/;

export function nextRow(session: OpenSession, from: RowId | undefined, link: RowLink, step: 1 | -1): RowId | undefined {
  const { timeline, matches } = session;
  const start = from && timeline.rowOf(from);
  const isWanted = wanted(session, start, link);
  // What hides `from` does not hide where to go on.
  let index = start === undefined ? -1 : placeIn(matches, start);
  if (start === undefined && step < 0) index = matches.count;
  else if (start !== undefined && step > 0 && matches.rowAt(index) !== start) index--;
  for (index += step; index >= 0 && index < matches.count; index += step) {
    const row = matches.rowAt(index);
    if (row !== undefined && isWanted(row)) return timeline.idOf(row);
  }
  return undefined;
}

export function headOf({ timeline, matches }: OpenSession, id: RowId): RowId | undefined {
  const { columns } = timeline;
  const row = timeline.rowOf(id);
  if (row === undefined) return undefined;
  const heads = [packetOf(columns, row), exchangeOf(columns, row)].filter((head) => head !== undefined);
  const head = heads.find((above) => matches.indexOf(above) !== undefined);
  return head === undefined ? undefined : timeline.idOf(head);
}

export function rowAt({ list, timeline, log }: OpenSession, place: RowPlace): RowId | undefined {
  const { columns } = timeline;
  const atOf = (index: number): number => log.atOf(columns.seq(list.rowAt(index) ?? 0));
  let index: number;
  if ('seq' in place) index = list.firstFrom(columns.firstOf(place.seq));
  else {
    index = firstIndex(list.count, (i) => atOf(i) >= place.atMs);
    const isBeforeNearer = index > 0 && index < list.count && place.atMs - atOf(index - 1) < atOf(index) - place.atMs;
    if (isBeforeNearer) index--;
  }
  const row = list.rowAt(Math.min(index, list.count - 1));
  return row === undefined ? undefined : timeline.idOf(row);
}

export function rowKeys({ list, timeline }: OpenSession, from: number, to: number): Float64Array {
  const first = Math.max(0, from);
  const keys = new Float64Array(Math.max(0, Math.min(to, list.count) - first));
  for (let i = 0; i < keys.length; i++) keys[i] = rowKeyOf(timeline.idOf(list.rowAt(first + i) ?? 0));
  return keys;
}

export function sumUp({ log, timeline }: OpenSession, rows: RowSet): RowSum | undefined {
  const [first, last] = [rows.keys[0], rows.keys.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const span = { fromMs: log.atOf(idOfKey(first).seq), toMs: log.atOf(idOfKey(last).seq) };
  let bytes = 0;
  for (const key of rows.keys) {
    const row = timeline.rowOf(idOfKey(key));
    if (row !== undefined && !isInBody(rows, timeline, row)) bytes += timeline.columns.sizeBytes(row) ?? 0;
  }
  return { ...span, bytes };
}

export async function copyRows(session: OpenSession, rows: RowSet, form: CopyForm): Promise<Result<string, string>> {
  if (rows.size > COPIED_ROWS)
    return fail('More than 20,000 rows are too many for the clipboard: export the session instead.');
  const pieces: string[] = [];
  let characters = 0;
  for (const key of rows.keys) {
    const details = await session.details(idOfKey(key));
    if (!details) continue;
    const piece = copiedRow(details, form);
    characters += piece.length;
    if (characters > COPIED_CHARACTERS)
      return fail('More than 64 MB of text are too much for the clipboard: export the session instead.');
    pieces.push(piece);
  }
  return ok(joinCopied(pieces, form));
}

/** A packet whose whole body is among the rows would be counted twice. */
function isInBody(rows: RowSet, timeline: Timeline, row: number): boolean {
  const exchange = exchangeOf(timeline.columns, row);
  return exchange !== undefined && rows.has(timeline.idOf(exchange));
}

function wanted({ timeline, notes }: OpenSession, start: number | undefined, link: RowLink): (row: number) => boolean {
  const { columns, events } = timeline;
  switch (link) {
    case 'note':
      return (row) => notes.size > 0 && notes.of(timeline.idOf(row)) !== undefined;
    case 'flaw':
      return (row) => {
        const kind = columns.kind(row);
        return FLAWS.has(kind) || (kind === 'client' && FLAWED_REPORT.test(events.textOf(columns.event(row)) ?? ''));
      };
    case 'event':
      return (row) => start !== undefined && isAlike(columns, row, start);
  }
}

/** The same event whoever sends it, with attachments or without; where there is no event, the same packet the same way. */
function isAlike(columns: RowColumns, row: number, other: number): boolean {
  if (columns.event(row) !== columns.event(other)) return false;
  const isSameKind = columns.kind(row) === columns.kind(other) || (isEvent(columns, row) && isEvent(columns, other));
  return isSameKind && (columns.event(row) !== 0 || columns.direction(row) === columns.direction(other));
}

function isEvent(columns: RowColumns, row: number): boolean {
  const kind = columns.kind(row);
  return kind === 'EVENT' || kind === 'BINARY_EVENT';
}

function placeIn(list: { readonly count: number; rowAt(index: number): number | undefined }, row: number): number {
  return firstIndex(list.count, (index) => (list.rowAt(index) ?? 0) >= row);
}

/** The first index that `holds`, as all after it do; `count` where none does. */
function firstIndex(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
