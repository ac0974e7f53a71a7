import type { Payload } from '../../wire/wire-event.ts';
import type { Malformed } from '../malformed.ts';

/** One packet of a body, from `start` (inclusive) to `end` (exclusive): UTF-16 code units of a text, bytes of bytes. */
export type Span = {
  readonly start: number;
  readonly end: number;
  /** Text that stands in bytes, as UTF-8. */
  readonly isText?: boolean;
  /** Why nothing can be told apart from here on; its offset counts from `start`. */
  readonly malformed?: Malformed;
};

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** What stands there: text wherever it is text. */
export function partIn(body: Payload, { start, end, isText }: Span): Payload {
  if (typeof body === 'string') return body.slice(start, end);
  const bytes = body.subarray(start, end);
  return isText ? utf8.decode(bytes) : bytes;
}
