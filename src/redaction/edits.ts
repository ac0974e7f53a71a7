import type { Secret } from './secrets.ts';

/** One stretch of a text and what stands there instead. */
export type Edit = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What is replaced there, one for each replacement. */
  readonly secrets: readonly Secret[];
};

export const NO_EDITS: readonly Edit[] = [];

/** As `push` with all of them, of which there may be more than a call takes arguments. */
export function append<T>(list: T[], more: readonly T[]): void {
  for (const item of more) list.push(item);
}

export function applied(text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return text;
  let result = '';
  let at = 0;
  for (const { start, end, text: instead } of edits) {
    result += text.slice(at, start) + instead;
    at = end;
  }
  return result + text.slice(at);
}

/** In order and without overlaps: the leftmost and longest first, of another only what it covers beyond that. */
export function settled(edits: readonly Edit[]): readonly Edit[] {
  if (edits.length < 2) return edits;
  const sorted = [...edits].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Edit[] = [];
  let end = -1;
  for (const edit of sorted) {
    if (edit.end <= end) continue;
    kept.push(edit.start < end ? { ...edit, start: end } : edit);
    end = edit.end;
  }
  return kept;
}

export function shifted(edits: readonly Edit[], by: number): readonly Edit[] {
  if (by === 0 || edits.length === 0) return edits;
  return edits.map((edit) => ({ ...edit, start: edit.start + by, end: edit.end + by }));
}

export function secretsIn(edits: readonly Edit[]): readonly Secret[] {
  return edits.flatMap(({ secrets }) => secrets);
}

/** The pieces of `text` that no edit covers. */
export function gapsIn(
  text: string,
  edits: readonly Edit[],
): readonly { readonly start: number; readonly piece: string }[] {
  if (edits.length === 0) return [{ start: 0, piece: text }];
  const gaps: { start: number; piece: string }[] = [];
  let at = 0;
  for (const { start, end } of settled(edits)) {
    if (start > at) gaps.push({ start: at, piece: text.slice(at, start) });
    at = end;
  }
  if (at < text.length) gaps.push({ start: at, piece: text.slice(at) });
  return gaps;
}

/** What a rule fits in part is a word of an encoding: the word goes as a whole, or the rest of it would stand. */
export function asRuled(edit: Edit, ruled: readonly Edit[]): Edit {
  const rule = ruled.find(({ start, end }) => start < edit.end && end > edit.start);
  return rule ? { ...edit, text: rule.text, secrets: [...rule.secrets, ...edit.secrets] } : edit;
}

export function isRuleOnly({ secrets }: Edit): boolean {
  return secrets.every(({ kind }) => kind === 'rule');
}

/** Only where something was encoded before: elsewhere `@` stands as itself. */
export function percentEncoded(edit: Edit, raw: string): Edit {
  return raw.slice(edit.start, edit.end).includes('%') ? { ...edit, text: encodeURIComponent(edit.text) } : edit;
}
