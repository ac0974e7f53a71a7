import { BROKE, CUT, WEBTRANSPORT } from './channels.ts';
import { POLL_ABANDONED, POLL_FAILED } from './exchanges.ts';
import type { ConnectionLanes, EventMoments } from './lanes.ts';
import { MARKS } from './marks.ts';
import { clustersIn, countInto, runsIn, type Run, type Window } from './merge.ts';
import type { Overview } from './overview.ts';
import {
  SERIES,
  type BeatView,
  type ChannelView,
  type ConnectionLanesView,
  type GapView,
  type MarkView,
  type OverviewAsk,
  type PollView,
  type SpanView,
  type UpgradeView,
} from './overview-view.ts';
import type { Spans } from './spans.ts';

/** The lanes of all connections as they are to be drawn in a window. */
export function lanesIn(overview: Overview, ask: OverviewAsk): readonly ConnectionLanesView[] {
  return overview.connections
    .toSorted((a, b) => a.conn - b.conn)
    .map((lanes) => ({
      conn: lanes.conn,
      density: densityOf(lanes, ask),
      ...spansOf(lanes, windowOf(ask)),
    }));
}

/** Events of all connections, one figure a bar. */
export function stripOf({ connections }: Overview, { buckets, toMs }: NonNullable<OverviewAsk['strip']>): Uint32Array {
  const figures = new Uint32Array(buckets);
  const window = { fromMs: 0, bucketMs: toMs / buckets };
  for (const lanes of connections)
    for (const moments of [...lanes.sent.all, ...lanes.received.all])
      countInto(figures, moments, window, { offset: 0, stride: 1 });
  return figures;
}

export function windowOf({ fromMs, toMs, buckets }: OverviewAsk): Window {
  return { fromMs, toMs, leastMs: (toMs - fromMs) / buckets / 3 };
}

function densityOf({ sent, received }: ConnectionLanes, { fromMs, toMs, buckets }: OverviewAsk): Uint32Array {
  const figures = new Uint32Array(buckets * SERIES);
  const window = { fromMs, bucketMs: (toMs - fromMs) / buckets };
  const series = [sent, received].flatMap((moments: EventMoments) => moments.all);
  for (const [offset, moments] of series.entries()) countInto(figures, moments, window, { offset, stride: SERIES });
  return figures;
}

function spansOf(lanes: ConnectionLanes, window: Window): Omit<ConnectionLanesView, 'conn' | 'density'> {
  const { exchanges, channels, upgrades, beats, gaps } = lanes;
  return {
    gets: runsIn(exchanges.gets, window).map((run) => pollView(exchanges.gets, run)),
    posts: runsIn(exchanges.posts, window).map((run) => pollView(exchanges.posts, run)),
    channels: runsIn(channels, window).map((run) => channelView(lanes, run)),
    upgrades: runsIn(upgrades, window).map((run) => upgradeView(lanes, run)),
    beats: runsIn(beats, window).map((run) => beatView(lanes, run)),
    gaps: runsIn(gaps, window).map((run) => gapView(lanes, run)),
    marks: marksIn(lanes, window),
  };
}

function spanView({ first, next, from, to }: Run): SpanView {
  return { from, count: next - first, ...(to === Infinity ? {} : { to }) };
}

function pollView({ flag }: Spans, run: Run): PollView {
  let ended: PollView['how'] = flag.at(run.next - 1) === POLL_ABANDONED ? 'abandoned' : 'answered';
  // One failure among many must show.
  for (let i = run.first; i < run.next; i++) if (flag.at(i) === POLL_FAILED) ended = 'failed';
  return { ...spanView(run), how: run.to === Infinity ? 'waiting' : ended };
}

export function channelView({ channels }: ConnectionLanes, run: Run): ChannelView {
  const last = run.next - 1;
  const flags = channels.flag.at(last);
  const ended = flags & BROKE ? 'failed' : flags & CUT ? 'cut' : 'closed';
  let frames = 0;
  for (let i = run.first; i < run.next; i++) frames += channels.frames.at(i);
  return {
    ...spanView(run),
    via: flags & WEBTRANSPORT ? 'webtransport' : 'websocket',
    ...moment('openedAt', channels.openedAt.at(run.first)),
    frames,
    end: channels.isOpen(last) ? 'open' : ended,
  };
}

function upgradeView({ upgrades }: ConnectionLanes, run: Run): UpgradeView {
  const upgradedAt = upgrades.upgradedAt.at(run.first);
  return {
    ...spanView(run),
    ...moment('answeredAt', upgrades.answeredAt.at(run.first)),
    ...moment('upgradedAt', upgradedAt),
    ...moment('tookMs', upgradedAt - upgrades.openAt.at(run.first)),
  };
}

function beatView({ beats }: ConnectionLanes, run: Run): BeatView {
  return {
    ...spanView(run),
    ...moment('pingAt', beats.pingAt.at(run.first)),
    ...moment('pongAt', beats.pongAt.at(run.first)),
  };
}

export function gapView({ gaps }: ConnectionLanes, run: Run): GapView {
  return { ...spanView(run), attempts: gaps.attempts.at(run.next - 1) };
}

/** A mark is a glyph, and nearer than this two would lie on each other; counted in what `leastMs` is. */
const GLYPH = 8;

/** Of several that fall together, the one that matters most is shown. */
function marksIn({ marks }: ConnectionLanes, window: Window): readonly MarkView[] {
  return clustersIn(marks, { ...window, leastMs: window.leastMs * GLYPH }).map(({ first, next, from }) => {
    let shown = first;
    for (let i = first; i < next; i++) if (marks.rank(i) > marks.rank(shown)) shown = i;
    let count = 0;
    for (let i = first; i < next; i++) if (marks.kind.at(i) === marks.kind.at(shown)) count++;
    const kind = MARKS[marks.kind.at(shown)] ?? 'mark';
    return { at: from, count, others: next - first - count, kind, ...moment('figure', marks.figure.at(shown)) };
  });
}

/** A field that is there where the figure is. */
function moment<Name extends string>(name: Name, at: number): { readonly [name in Name]?: number } {
  const field: { [name in Name]?: number } = {};
  if (!Number.isNaN(at)) Object.assign(field, { [name]: at });
  return field;
}
