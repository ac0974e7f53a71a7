import { concatBytes } from '../base/bytes.ts';
import type { Bytes, Pieces } from './byte-source.ts';

const FEED = 0x0a;

// Engines hold strings up to about 2^29 characters; a frame near that could not be looked at anyway.
const LONGEST_LINE_BYTES = 256 * 1024 * 1024;

export type LineBlock = {
  /** Undefined stands for a line that is too long. */
  readonly lines: readonly (string | undefined)[];
  /** Positions in `lines` of those that are not UTF-8; U+FFFD stands for what could not be read. */
  readonly notUtf8: ReadonlySet<number>;
};

// A byte order mark within a file is a character like any other; at its start the reader of the first line removes it.
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
const NONE: ReadonlySet<number> = new Set();
const TOO_LONG: LineBlock = { lines: [undefined], notUtf8: NONE };

/** Whole lines, as many as each piece completes, without their `\n` or `\r\n`. */
export async function* lineBlocks(pieces: Pieces, longest = LONGEST_LINE_BYTES): AsyncGenerator<LineBlock, void, void> {
  let waiting: Bytes[] = [];
  let waitingBytes = 0;
  let isTooLong = false;
  for await (const piece of pieces) {
    let start = 0;
    if (isTooLong) {
      start = piece.indexOf(FEED) + 1;
      if (start === 0) continue;
      isTooLong = false;
    }
    const end = piece.lastIndexOf(FEED);
    if (end >= start) {
      yield blockOf(concatBytes([...waiting, piece.subarray(start, end)]));
      waiting = [];
      waitingBytes = 0;
      start = end + 1;
    }
    waiting.push(piece.subarray(start));
    waitingBytes += piece.length - start;
    if (waitingBytes <= longest) continue;
    yield TOO_LONG;
    isTooLong = true;
    waiting = [];
    waitingBytes = 0;
  }
  if (waitingBytes > 0) yield blockOf(concatBytes(waiting));
}

function blockOf(bytes: Uint8Array): LineBlock {
  const text = decodeStrictly(bytes);
  if (text !== undefined) return { lines: splitLines(text), notUtf8: NONE };
  return blockWithDamage(bytes);
}

function splitLines(text: string): readonly string[] {
  const lines = text.split('\n');
  return text.includes('\r') ? lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line)) : lines;
}

function blockWithDamage(bytes: Uint8Array): LineBlock {
  const lines: string[] = [];
  const notUtf8 = new Set<number>();
  for (let start = 0; start <= bytes.length;) {
    const feed = bytes.indexOf(FEED, start);
    const end = feed < 0 ? bytes.length : feed;
    const line = bytes.subarray(start, end);
    const text = decodeStrictly(line);
    if (text === undefined) notUtf8.add(lines.length);
    lines.push(...splitLines(text ?? lenient.decode(line)));
    start = end + 1;
  }
  return { lines, notUtf8 };
}

function decodeStrictly(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
