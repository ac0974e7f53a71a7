const encoder = new TextEncoder();

/** Length of `text` in UTF-8; a lone surrogate counts as U+FFFD, as it would cross the wire. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (unit >= 0xd800 && unit <= 0xdbff && isLowSurrogate(text.charCodeAt(i + 1))) {
      bytes += 2;
      i++;
    } else bytes += 2;
  }
  return bytes;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

export function utf8Bytes(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Standard base64 with padding (RFC 4648, section 4). */
export function base64Encode(bytes: Uint8Array): string {
  let binary = '';
  // 32 Ki characters a call: `String.fromCharCode` takes its input as arguments, and the stack holds only so many.
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary);
}

/**
 * Offset of what keeps `text` from being base64, from `from` to its end; -1 where it is. Padding may be left out
 * altogether, blanks may not stand in it.
 */
export function base64FlawAt(text: string, from = 0): number {
  const length = text.length - from;
  let end = text.length;
  if (length > 0 && length % 4 === 0 && text.endsWith('=')) end -= text.endsWith('==') ? 2 : 1;
  for (let at = from; at < end; at++) if (!isBase64Digit(text.charCodeAt(at))) return at;
  return (end - from) % 4 === 1 ? end : -1;
}

function isBase64Digit(unit: number): boolean {
  // a-z, A-Z, / and 0-9 (which follow each other), +
  return (
    (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x2f && unit <= 0x39) || unit === 0x2b
  );
}

/** `undefined` where `text` is not base64. */
export function base64Decode(text: string): Uint8Array | undefined {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    return undefined;
  }
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

export function concatBytes(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
