import type { TextTerm } from './shelf-query.ts';

export type SoughtText = Pick<TextTerm, 'pattern' | 'isLiteral'>;

/** What an entry must be to count. */
export type EntryTest = {
  /** All of them must be in it: in its payload, what that hides (MessagePack, base64), or its further fields. */
  readonly texts: readonly SoughtText[];
  /** It must carry such an event, or the answer to one; undefined: or none. */
  readonly isMeant: ((eventName: string) => boolean) | undefined;
};
