import type { SessionState } from '../../worker/remote.ts';
import { formatCount } from '../format.ts';

/** Recorded, shown and, while a filter is on, hidden: no row is unaccounted for. */
export function countsText(session: SessionState | undefined): string {
  if (!session) return 'nothing recorded';
  const { recorded, shown, filter, filtering } = session;
  const parts = [`${formatCount(recorded)} recorded`, `${formatCount(shown)} shown`];
  if (filtering) parts.push(`counting ${formatCount(filtering.done)} of ${formatCount(filtering.total)}`);
  else if (filter.trim() !== '') parts.push(`${formatCount(Math.max(0, recorded - shown))} hidden`);
  return parts.join(' · ');
}
