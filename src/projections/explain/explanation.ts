import type { RowId } from '../row.ts';

/** One thing that this session says of a row: what came before it, what it is among others, what came after. */
export type Fact = {
  readonly when: 'before' | 'here' | 'after';
  readonly text: string;
  /** The row that it speaks of. */
  readonly row?: RowId;
};

/** A section of an official document. */
export type Reference = { readonly title: string; readonly url: string };

export type Explanation = {
  /** What such a row is for, and what must follow it: some sentences. */
  readonly purpose: string;
  readonly facts: readonly Fact[];
  readonly reference?: Reference;
};

/** As text, a line each. */
export function explanationText({ purpose, facts, reference }: Explanation): string {
  const lines = facts.map(({ text, row }) => (row ? `- ${text} #${row.seq}` : `- ${text}`));
  return [purpose, ...lines, ...(reference ? [`${reference.title}: ${reference.url}`] : [])].join('\n');
}
