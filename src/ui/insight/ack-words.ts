import type { AckExchange, AcksView } from '../../projections/insight-view.ts';
import { formatCount, formatMs, formatSpan } from '../format.ts';
import type { Figure } from './punctuality.ts';

/** The one line that the folded readout shows. `now` is the session's clock. */
export function acksFigure(view: AcksView | undefined, now: number): Figure {
  if (!view || view.answered + view.lost + view.waitingForServer + view.waitingForYou === 0)
    return { text: 'none yet' };
  const parts = [`${formatCount(view.answered)} answered`];
  if (view.waitingForServer > 0) {
    parts.push(`${formatCount(view.waitingForServer)} waiting ${formatSpan(longestWait(view, now))}`);
  }
  if (view.waitingForYou > 0) {
    parts.push(`${formatCount(view.waitingForYou)} asked of you`);
  }
  if (view.lost > 0) parts.push(`${formatCount(view.lost)} lost`);
  return { text: parts.join(' · '), ...(view.waitingForYou + view.lost > 0 ? { tone: 'warning' } : {}) };
}

function longestWait({ latest }: AcksView, now: number): number {
  const since = latest
    .filter(({ state, askedBy }) => state === 'waiting' && askedBy === 'client')
    .map(({ askedAt }) => askedAt);
  return Math.max(0, now - Math.min(now, ...since));
}

export function tookText({ state, tookMs, askedAt }: AckExchange, now: number, isLive: boolean): string {
  if (tookMs !== undefined) return formatMs(tookMs);
  if (state === 'lost') return 'lost';
  return isLive ? `waits ${formatSpan(Math.max(0, now - askedAt))}` : 'no answer';
}
