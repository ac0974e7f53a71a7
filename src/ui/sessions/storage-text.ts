import type { SessionState, ShelfItem } from '../../worker/remote.ts';
import { formatPlural, formatSpan } from '../format.ts';

export type StorageText = {
  readonly words: string;
  readonly tone: 'quiet' | 'warning' | 'error';
  /** The disk may have more of it. */
  readonly isBehind?: true;
};

const CLOCK = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** How the session in view stands with the disk, in words; `epochMs` is now, since 1970, `item` what the shelf has of it. */
export function storageText(
  session: SessionState,
  epochMs: number,
  item: Pick<ShelfItem, 'recording' | 'entries'> | undefined,
): StorageText {
  if (session.deleted) {
    const rest = session.mode === 'live' ? ': what is recorded now stays in memory only' : '';
    return { words: `deleted${rest}`, tone: 'warning' };
  }
  if (session.mode === 'opening') return { words: 'opening', tone: 'quiet' };
  if (session.mode === 'saved' && session.read) {
    const at = CLOCK.format(session.read.at);
    if (item?.recording === 'elsewhere')
      return { words: `recording in another tab; this is its state of ${at}`, tone: 'quiet', isBehind: true };
    if (item && item.entries > session.read.entries)
      return { words: `saved · another tab recorded more after ${at}`, tone: 'quiet', isBehind: true };
  }
  if (session.mode === 'saved') return { words: session.recovered ? 'saved · recovered' : 'saved', tone: 'quiet' };
  const { storage } = session;
  const doing = isConnected(session) ? 'recording' : 'paused, the next Connect goes on here';
  switch (storage.state) {
    case 'saved':
      return { words: `${doing} · saved ${formatSpan(Math.max(0, epochMs - storage.at))} ago`, tone: 'quiet' };
    case 'saving':
      return { words: `${doing} · saving`, tone: 'quiet' };
    case 'full':
      return { words: `storage full · ${unsaved(storage.unsaved)} in memory only`, tone: 'warning' };
    case 'failed':
      return { words: `not saved: ${storage.message} · ${unsaved(storage.unsaved)} in memory only`, tone: 'error' };
  }
}

export function isConnected({ connections }: SessionState): boolean {
  return connections.some(({ isActive }) => isActive);
}

function unsaved(count: number): string {
  return formatPlural(count, 'entry', 'entries');
}
