import { fail, ok, type Result } from '../../base/result.ts';

const SHORT = 24;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The text of `bytes`, or the offset of the first byte that starts no character. Continuation bytes that are wrong
 * become U+FFFD: notepack.io, which the official parser uses, does not look at them.
 */
export function utf8Text(bytes: Uint8Array): Result<string, number> {
  if (bytes.length < SHORT) {
    const text = asciiText(bytes);
    if (text !== undefined) return ok(text);
  }
  try {
    return ok(strict.decode(bytes));
  } catch {
    const flawAt = flawIn(bytes);
    return flawAt < 0 ? ok(lenient.decode(bytes)) : fail(flawAt);
  }
}

/** Keys and names are mostly short and ASCII, where calling a TextDecoder would take longer than reading. */
function asciiText(bytes: Uint8Array): string | undefined {
  let text = '';
  for (const byte of bytes) {
    if (byte >= 0x80) return undefined;
    text += String.fromCharCode(byte);
  }
  return text;
}

function flawIn(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = lengthFrom(bytes[at] ?? 0);
    if (length === 0) return at;
    at += length;
  }
  return -1;
}

/** Bytes of the character that `first` starts; 0 where it starts none. */
function lengthFrom(first: number): number {
  if (first < 0x80) return 1;
  if ((first & 0xe0) === 0xc0) return 2;
  if ((first & 0xf0) === 0xe0) return 3;
  return (first & 0xf8) === 0xf0 ? 4 : 0;
}
