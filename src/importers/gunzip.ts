import type { Bytes, Pieces } from './byte-source.ts';
import { piecesOf } from './byte-source.ts';
import { PackedBytes, startsMember } from './packed-bytes.ts';

/** RFC 1952, section 2.3.1. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

// What a failing write has unpacked already is lost with it, so the writes are small.
const FEED_BYTES = 4096;

// Recorded sessions pack 5 to 30 times. A payload of a single letter packs a thousand times, so small files may do so.
const MOST_RATIO = 200;
const HARMLESS_BYTES = 256 * 1024 * 1024;
const MOST_BYTES = 8 * 1024 * 1024 * 1024;

/**
 * Of one member or several (RFC 1952, section 2.2). Fails with a sentence where the compressed data is damaged, is cut
 * off, or unpacks to more than anyone means, but only after what comes before has been handed out.
 */
export async function* gunzip(pieces: Pieces): Pieces {
  const packed = new PackedBytes(pieces, FEED_BYTES);
  let unpacked = 0;
  try {
    while (await packed.next()) {
      for await (const piece of oneMember(packed)) {
        unpacked += piece.length;
        yield piece;
        const flaw = excessOf(unpacked, packed.taken);
        if (flaw !== undefined) throw new Error(flaw);
      }
    }
  } finally {
    await packed.close();
  }
}

function excessOf(unpacked: number, packed: number): string | undefined {
  if (unpacked > MOST_BYTES) return 'the compressed file unpacks to more than 8 GiB; the rest of it was left.';
  if (unpacked <= HARMLESS_BYTES || unpacked <= packed * MOST_RATIO) return undefined;
  return `the compressed file unpacks to more than ${MOST_RATIO} times its size, as no session does; the rest of it was left.`;
}

/** Ends with its member; `packed` then stands at the next one, or at its end. */
async function* oneMember(packed: PackedBytes): Pieces {
  const { readable, writable } = new DecompressionStream('gzip');
  const unpacked = { bytes: 0 };
  const feeding = feed(packed, writable, unpacked);
  const pieces = piecesOf(readable);
  try {
    for (;;) {
      const { done, value } = await pieces.next();
      if (done) return;
      unpacked.bytes += value.length;
      yield value;
    }
  } catch (error) {
    throw new Error(sentenceOf(error, unpacked.bytes));
  } finally {
    await pieces.return();
    await feeding;
  }
}

/** Engines word it each in their own way. */
function sentenceOf(error: unknown, unpackedBytes: number): string {
  const isBehindEnd = error instanceof Error && /junk|after the end|trailing|incorrect header/i.test(error.message);
  if (isBehindEnd && unpackedBytes > 0) return 'something that is not gzip follows the compressed session here.';
  return 'the compressed file is cut off or damaged here.';
}

async function feed(
  packed: PackedBytes,
  writable: WritableStream<Bytes>,
  unpacked: { readonly bytes: number },
): Promise<void> {
  const writer = writable.getWriter();
  // A failing stream throws away what has not been read of it, and closing is where a cut-off one fails. An empty write
  // is taken up only when everything before has been read.
  const untilRead = () => writer.write(new Uint8Array(0));
  let isBegun = false;
  try {
    for (let slice = await packed.next(); slice; slice = await packed.next()) {
      if (isBegun && startsMember(slice)) {
        await untilRead();
        // Elsewhere these bytes are data that only look like it.
        if (packed.lastSize === unpacked.bytes % 2 ** 32) break;
      }
      await writer.write(slice);
      packed.take();
      isBegun = true;
    }
    await untilRead();
    await writer.close();
  } catch (error) {
    // The reading side fails with this error, or has left.
    await writer.abort(error).catch(() => undefined);
  }
}
