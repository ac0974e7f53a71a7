import type { SessionState } from '../../worker/remote.ts';
import { formatPlural, formatSpan } from '../format.ts';

export type StorageText = { readonly words: string; readonly tone: 'quiet' | 'warning' | 'error' };

/** How the session in view stands with the disk, in words. */
export function storageText(session: SessionState, nowMs: number): StorageText {
  if (session.deleted) return { words: 'deleted: what is recorded now stays in memory only', tone: 'warning' };
  if (session.mode === 'opening') return { words: 'opening', tone: 'quiet' };
  if (session.mode === 'saved') return { words: session.recovered ? 'saved · recovered' : 'saved', tone: 'quiet' };
  const { storage } = session;
  switch (storage.state) {
    case 'saved':
      return { words: `recording · saved ${formatSpan(Math.max(0, nowMs - storage.at))} ago`, tone: 'quiet' };
    case 'saving':
      return { words: 'recording · saving', tone: 'quiet' };
    case 'full':
      return { words: `storage full · ${unsaved(storage.unsaved)} in memory only`, tone: 'warning' };
    case 'failed':
      return { words: `not saved: ${storage.message} · ${unsaved(storage.unsaved)} in memory only`, tone: 'error' };
  }
}

function unsaved(count: number): string {
  return formatPlural(count, 'entry', 'entries');
}
