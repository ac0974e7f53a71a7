import type { AcksView, HeartbeatsView, InsightView } from '../../projections/insight-view.ts';

/** As many as the views list at most. */
const LISTED = 200;

/** What the readouts show of one connection. Totals are its own as long as the view lists all that they count. */
export function ofConnection({ heartbeats, transport, acks }: InsightView, conn: number): InsightView {
  const isOwn = (of: { readonly conn: number }) => of.conn === conn;
  return {
    heartbeats: heartbeatsOf(heartbeats, isOwn),
    transport: {
      ...transport,
      stories: transport.stories.filter(isOwn),
      reconnects: transport.reconnects.filter(isOwn),
    },
    acks: acksOf(acks, isOwn),
  };
}

type IsOwn = (of: { readonly conn: number }) => boolean;

function heartbeatsOf(view: HeartbeatsView, isOwn: IsOwn): HeartbeatsView {
  const latest = view.latest.filter(isOwn);
  const expected = view.expected.filter(isOwn);
  if (view.latest.length >= LISTED) return { ...view, latest, expected };
  const { worstMarginMs: _, ...rest } = view;
  const margins = latest.map(({ marginMs }) => marginMs);
  return {
    ...rest,
    count: latest.length,
    latest,
    expected,
    ...(margins.length > 0 && { worstMarginMs: Math.min(...margins) }),
  };
}

function acksOf(view: AcksView, isOwn: IsOwn): AcksView {
  const latest = view.latest.filter(isOwn);
  if (view.latest.length >= LISTED) return { ...view, latest };
  const waiting = latest.filter(({ state }) => state === 'waiting');
  return {
    ...view,
    answered: latest.filter(({ state }) => state === 'answered').length,
    lost: latest.filter(({ state }) => state === 'lost').length,
    waitingForServer: waiting.filter(({ askedBy }) => askedBy === 'client').length,
    waitingForYou: waiting.filter(({ askedBy }) => askedBy === 'server').length,
    latest,
  };
}
