import { base64Decode } from '../base/bytes.ts';
import type { Bytes, Pieces } from './byte-source.ts';

/** Bytes of base64 text that comes in pieces, with line ends anywhere; fails where it is none. */
export async function* base64Pieces(texts: AsyncIterable<string> | Iterable<string>): Pieces {
  let rest = '';
  for await (const text of texts) {
    const digits = rest + text.replace(/\s+/g, '');
    const whole = digits.length - (digits.length % 4);
    rest = digits.slice(whole);
    if (whole > 0) yield bytesOf(digits.slice(0, whole));
  }
  if (rest !== '') yield bytesOf(rest);
}

function bytesOf(digits: string): Bytes {
  const bytes = base64Decode(digits);
  if (!bytes) throw new Error('it is not base64');
  return new Uint8Array(bytes);
}
