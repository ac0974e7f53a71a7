import type { ChannelView, MarkView, NoteView } from '../../projections/overview/overview-view.ts';
import { formatCount, formatPlural, formatSpan } from '../format.ts';

/** "open 10.4 s · 1,881 frames". */
export function channelLabel({ openedAt, from, to, frames, count }: ChannelView, nowMs: number): string {
  if (count > 1) return `${formatCount(count)} channels`;
  const lasted = formatSpan((to ?? nowMs) - (openedAt ?? from));
  return openedAt === undefined ? `opening ${lasted}` : `open ${lasted} · ${formatPlural(frames, 'frame')}`;
}

/** "attempt 3", "tab frozen 2.7 s", "malformed ×12". */
export function markLabel({ kind, figure, count, others }: MarkView): string {
  const words = kind === 'attempt' ? attemptWords(figure) : lastedWords(kind, figure);
  const times = count > 1 ? ` ×${formatCount(count)}` : '';
  return `${words}${times}${others > 0 ? ` +${formatCount(others)}` : ''}`;
}

function attemptWords(attempt: number | undefined): string {
  return attempt === undefined ? 'attempt' : `attempt ${formatCount(attempt)}`;
}

function lastedWords(kind: MarkView['kind'], ms: number | undefined): string {
  if (ms === undefined || !kind.startsWith('tab ')) return kind;
  return kind === 'tab frozen' ? `${kind} ${formatSpan(ms)}` : `${kind} after ${formatSpan(ms)}`;
}

const NOTE_CHARACTERS = 24;

export function noteLabel({ text, count }: NoteView): string {
  if (count > 1) return `${formatCount(count)} notes`;
  if (text === '') return 'mark';
  return text.length > NOTE_CHARACTERS ? `${text.slice(0, NOTE_CHARACTERS - 1)}…` : text;
}
