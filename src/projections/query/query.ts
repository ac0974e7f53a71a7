import type { RowKind } from '../row.ts';
import type { JsonPath } from './language/path.ts';

/** Where in the text it is, and over how many characters. */
export type QueryProblem = { readonly message: string; readonly offset: number; readonly length: number };

export type NameTest = (name: string) => boolean;
export type NumberTest = (value: number) => boolean;

/** Of a JSON value: as a number where it is one; as text where it is no object and no array. */
export type ValueTest = 'exists' | { readonly number?: NumberTest; readonly text?: NameTest };

export const HAS_WORDS = ['ack', 'binary', 'pair', 'note', 'error', 'pending', 'offset', 'probe'] as const;
export type HasWord = (typeof HAS_WORDS)[number];

/** From `from` to `to`, both included; in ms of the session, or of the day in the local time of who asks. */
export type TimeSpan = { readonly from: number; readonly to: number; readonly isOfDay: boolean };

export type Term =
  | { readonly on: 'kind'; readonly kinds: readonly RowKind[] }
  | { readonly on: 'event' | 'ns' | 'via'; readonly matches: NameTest }
  | { readonly on: 'dir'; readonly directions: readonly ('sent' | 'received' | undefined)[] }
  | { readonly on: 'conn' | 'seq' | 'id' | 'size'; readonly holds: NumberTest }
  | { readonly on: 'at'; readonly spans: readonly TimeSpan[] }
  /** Of an acknowledgement and its question: ms between them. */
  | { readonly on: 'ack'; readonly holds: NumberTest }
  | { readonly on: 'has'; readonly words: readonly HasWord[] }
  /** Literal text has the same length wherever it matches, and no anchors. */
  | { readonly on: 'text'; readonly pattern: RegExp; readonly isLiteral: boolean }
  | { readonly on: 'path'; readonly path: JsonPath; readonly value: ValueTest; readonly literal: string | undefined };

export type Query =
  | { readonly op: 'and' | 'or'; readonly of: readonly Query[] }
  | { readonly op: 'not'; readonly of: Query }
  | { readonly op: 'term'; readonly term: Term };

export const EVERYTHING: Query = { op: 'and', of: [] };

export function isEverything(query: Query): boolean {
  return query.op === 'and' && query.of.length === 0;
}
