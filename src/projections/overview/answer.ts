import { seq } from '../../session/entry.ts';
import type { Notes } from '../notes.ts';
import type { RowSource } from '../row-source.ts';
import { factsOf } from './facts.ts';
import type { Overview } from './overview.ts';
import type { NoteView, OverviewAsk, OverviewView } from './overview-view.ts';
import { lanesIn, stripOf, windowOf } from './view.ts';

/** What the page draws of a window. */
export function overviewOf(
  overview: Overview,
  ask: OverviewAsk,
  { timeline, atOf }: Pick<RowSource, 'timeline' | 'atOf'>,
  notes: Notes,
): OverviewView {
  const { fromMs, toMs, buckets, strip, selected, wantsFacts } = ask;
  const isThere = selected !== undefined && timeline.rowOf({ seq: seq(selected), part: 0 }) !== undefined;
  return {
    fromMs,
    toMs,
    bucketMs: (toMs - fromMs) / buckets,
    connections: lanesIn(overview, ask),
    notes: notesIn(ask, timeline, atOf, notes),
    own: overview.own,
    lastAt: overview.lastAt,
    ...(strip && { strip: stripOf(overview, strip) }),
    ...(isThere && { selectedAt: atOf(selected) }),
    ...(wantsFacts && { facts: factsOf(overview) }),
  };
}

function notesIn(
  ask: OverviewAsk,
  timeline: RowSource['timeline'],
  atOf: RowSource['atOf'],
  notes: Notes,
): readonly NoteView[] {
  const { fromMs, toMs, leastMs } = windowOf(ask);
  const shown: NoteView[] = [];
  for (const row of notes.rows) {
    const number = timeline.rowOf(row);
    const at = number === undefined ? NaN : atOf(row.seq);
    if (number === undefined || at < fromMs || at > toMs) continue;
    const conn = timeline.columns.conn(number);
    const last = shown.at(-1);
    if (last?.conn === conn && at - last.at < leastMs) shown[shown.length - 1] = { ...last, count: last.count + 1 };
    else shown.push({ at, conn, text: notes.of(row) ?? '', count: 1 });
  }
  return shown;
}
