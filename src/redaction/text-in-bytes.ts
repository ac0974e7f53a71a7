/** Shorter ones are chance. */
const SHORTEST_RUN = 8;
const NEITHER = 0x0a;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text that `bytes` are as UTF-8; undefined where they are something else. */
export function readableText(bytes: Uint8Array): string | undefined {
  // Controls tell nearly all binary at once; a decoder would have to throw.
  for (const byte of bytes) if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return undefined;
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** A character a byte: runs of ASCII as they stand, everything between them as line ends. */
export function printableText(bytes: Uint8Array): string {
  const shown = new Uint8Array(bytes.length).fill(NEITHER);
  let start = -1;
  let isEmpty = true;
  for (let i = 0; i <= bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte >= 0x20 && byte < 0x7f) {
      if (start < 0) start = i;
      continue;
    }
    if (start >= 0 && i - start >= SHORTEST_RUN) {
      shown.set(bytes.subarray(start, i), start);
      isEmpty = false;
    }
    start = -1;
  }
  return isEmpty ? '' : new TextDecoder().decode(shown);
}
