import { countText, grouped } from './words.ts';

type Fields = Readonly<Record<string, unknown>>;
type Said = { readonly data: string; readonly note?: string };

const VERDICTS = ['equal', 'differs', 'missing', 'extra'] as const;

/** Where a replay begins and ends, and what its comparison came to; undefined for anything else. */
export function replayWords(word: string, fields: Fields): Said | undefined {
  switch (word) {
    case 'replay_start':
      return { data: `${countText(Number(fields['steps']), 'step')} of “${String(fields['from'])}”`, ...loops(fields) };
    case 'replay_end':
      return {
        data: String(fields['status']),
        note: `${grouped(Number(fields['sent']), 0)} of ${grouped(Number(fields['of']), 0)} sent`,
      };
    case 'replay_result':
      return { data: resultWords(fields['counts']), note: `compared with “${String(fields['from'])}”` };
    default:
      return undefined;
  }
}

function loops({ loops }: Fields): Pick<Said, 'note'> {
  return typeof loops === 'number' && loops > 1 ? { note: `${grouped(loops, 0)} times` } : {};
}

/** "4 equal · 1 differs". */
function resultWords(counts: unknown): string {
  if (typeof counts !== 'object' || counts === null) return '';
  const words = VERDICTS.flatMap((verdict) => {
    const count: unknown = Reflect.get(counts, verdict);
    return typeof count === 'number' && count > 0 ? [`${grouped(count, 0)} ${verdict}`] : [];
  });
  return words.length > 0 ? words.join(' · ') : 'nothing to compare';
}
