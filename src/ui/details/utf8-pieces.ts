/** A stretch of bytes: the text that they spell, or bytes that spell none. `at` is the first one's offset. */
export type Utf8Piece =
  | { readonly kind: 'text'; readonly at: number; readonly text: string }
  | { readonly kind: 'invalid'; readonly at: number; readonly bytes: Uint8Array };

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** `bytes` as UTF-8, with what is not told apart (the Unicode standard, table 3-7). */
export function utf8Pieces(bytes: Uint8Array): readonly Utf8Piece[] {
  const pieces: Utf8Piece[] = [];
  let at = 0;
  while (at < bytes.length) {
    const from = at;
    const isText = lengthAt(bytes, at) > 0;
    while (at < bytes.length && lengthAt(bytes, at) > 0 === isText) at += Math.max(1, lengthAt(bytes, at));
    const stretch = bytes.subarray(from, at);
    pieces.push(
      isText ? { kind: 'text', at: from, text: utf8.decode(stretch) } : { kind: 'invalid', at: from, bytes: stretch },
    );
  }
  return pieces;
}

/** Bytes of the character that begins at `at`; 0 where none does. */
function lengthAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const second = bytes[at + 1] ?? 0;
  const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < least || second > most) return 0;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  for (let i = 2; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}
