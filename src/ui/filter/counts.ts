import type { SessionState } from '../../worker/remote.ts';
import { formatCount } from '../format.ts';
import { connectionIn, withConnection } from './connection-filter.ts';
import { rangeText } from './range-text.ts';

/** Recorded, shown and, while anything is on that hides, hidden, and by what: no row is unaccounted for. */
export function countsText(session: SessionState | undefined): string {
  if (!session) return 'nothing recorded';
  const { recorded, shown, folded, filtering } = session;
  const parts = [`${formatCount(recorded)} recorded`, `${formatCount(shown)} shown`];
  const causes = causesIn(session);
  if (filtering) parts.push(`counting ${formatCount(filtering.done)} of ${formatCount(filtering.total)}`);
  else if (causes.length > 0) {
    const hidden = Math.max(0, recorded - shown - folded);
    // Of the text alone it goes without saying: it stands beside.
    const by =
      causes.length === 1 && causes[0]?.name === 'text' ? '' : ` by ${causes.map(({ name }) => name).join(' and ')}`;
    parts.push(`${formatCount(hidden)} hidden${by}`);
  }
  if (folded > 0) parts.push(`${formatCount(folded)} in folded groups`);
  return parts.join(' · ');
}

/** A sentence for each thing that hides rows. */
export function hiddenBy(session: SessionState | undefined): readonly string[] {
  return session ? causesIn(session).map(({ sentence }) => sentence) : [];
}

type Cause = { readonly name: 'text' | 'connection' | 'time'; readonly sentence: string };

function causesIn({ filter, range }: SessionState): readonly Cause[] {
  const causes: Cause[] = [];
  const conn = connectionIn(filter);
  if (withConnection(filter, undefined) !== '')
    causes.push({ name: 'text', sentence: `Only what matches ${filter.trim()} is shown` });
  if (conn !== undefined) causes.push({ name: 'connection', sentence: `Only connection ${conn} is shown` });
  if (range) causes.push({ name: 'time', sentence: `Only ${rangeText(range)} is shown` });
  return causes;
}
