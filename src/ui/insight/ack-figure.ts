import type { AcksView } from '../../projections/acks/acks-view.ts';
import { formatCount, formatSpan } from '../format.ts';
import type { Figure } from './punctuality.ts';

/** The line has no room for more; all of them stand above the list. */
const MOST_FACTS = 3;

/** The one line that the folded readout shows. `now` is the session's clock. */
export function acksFigure(view: AcksView | undefined, now: number): Figure {
  if (!view || (view.latest.length === 0 && view.eventCount === 0)) return { text: 'none yet' };
  const { answered, waitingForServer, waitingForYou } = view;
  const lost = view.lost + view.timedOut;
  const strays = view.duplicate + view.unasked;
  const parts: readonly (readonly [number, string])[] = [
    [waitingForServer, `waiting ${formatSpan(longestWait(view, now))}`],
    [waitingForYou, 'asked of you'],
    [view.late, 'late'],
    [lost, 'unanswered'],
    [strays, 'stray'],
  ];
  const told = parts.flatMap(([count, words]) => (count > 0 ? [`${formatCount(count)} ${words}`] : []));
  const text = [`${formatCount(answered + view.late)} answered`, ...told].slice(0, MOST_FACTS).join(' · ');
  return { text, ...(waitingForYou + lost + strays + view.late > 0 ? { tone: 'warning' } : {}) };
}

function longestWait({ latest }: AcksView, now: number): number {
  const since = latest
    .filter(({ state, askedBy }) => state === 'waiting' && askedBy === 'client')
    .map(({ askedAt }) => askedAt);
  return Math.max(0, now - Math.min(now, ...since));
}
