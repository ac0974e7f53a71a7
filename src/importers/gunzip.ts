import type { Bytes, Pieces } from './byte-source.ts';
import { piecesOf } from './byte-source.ts';

/** RFC 1952, section 2.3.1. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

// What a failing write has unpacked already is lost with it, so the writes are small.
const FEED_BYTES = 4096;

/** Fails where the compressed data is damaged or cut off, but only after what comes before has been handed out. */
export async function* gunzip(pieces: Pieces): Pieces {
  const { readable, writable } = new DecompressionStream('gzip');
  const feeding = feed(pieces, writable);
  try {
    yield* piecesOf(readable);
  } finally {
    await feeding;
  }
}

async function feed(pieces: Pieces, writable: WritableStream<Bytes>): Promise<void> {
  const writer = writable.getWriter();
  try {
    for await (const piece of pieces) {
      for (let at = 0; at < piece.length; at += FEED_BYTES) await writer.write(piece.subarray(at, at + FEED_BYTES));
    }
    // A failing stream throws away what has not been read of it, and closing is where a cut-off one fails. An empty
    // write is taken up only when everything before has been read.
    await writer.write(new Uint8Array(0));
    await writer.close();
  } catch (error) {
    // The reading side fails with this error, or has left.
    await writer.abort(error).catch(() => undefined);
  }
}
