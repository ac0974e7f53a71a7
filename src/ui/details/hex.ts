export const BYTES_PER_LINE = 8;

export type HexLine = { readonly offset: string; readonly cells: readonly HexCell[] };
export type HexCell = { readonly at: number; readonly hex: string; readonly character: string };

export function hexLineCount(bytes: Uint8Array): number {
  return Math.ceil(bytes.length / BYTES_PER_LINE);
}

/** Line `number` of a hex dump, 8 bytes a line; what ASCII cannot print is a dot. */
export function hexLine(bytes: Uint8Array, number: number): HexLine {
  const from = number * BYTES_PER_LINE;
  const digits = Math.max(4, bytes.length.toString(16).length);
  const cells = Array.from(bytes.subarray(from, from + BYTES_PER_LINE), (byte, i) => ({
    at: from + i,
    hex: hexOf(byte),
    character: byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.',
  }));
  return { offset: from.toString(16).padStart(digits, '0'), cells };
}

/** "89 50 4e 47", at most `most` bytes. */
export function hexText(bytes: Uint8Array, most = Infinity): string {
  return Array.from(bytes.subarray(0, Math.min(bytes.length, most)), hexOf).join(' ');
}

function hexOf(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
