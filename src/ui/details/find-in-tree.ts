import type { MessageTree } from './message-tree.ts';

/** Nobody steps through more. */
export const MOST_HITS = 10_000;

/** Offsets in the message's JSON at which `needle` begins, whatever its case; at most `MOST_HITS`. */
export function findInTree({ text, firstOffset }: MessageTree, needle: string): readonly number[] {
  if (needle === '') return [];
  const hits: number[] = [];
  // As the text spells it, with its escapes: a quote that is searched for stands there behind a backslash.
  const spelled = JSON.stringify(needle).slice(1, -1);
  const pattern = new RegExp(spelled.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi');
  for (const { index } of text.slice(firstOffset).matchAll(pattern)) {
    hits.push(firstOffset + index);
    if (hits.length === MOST_HITS) break;
  }
  return hits;
}
