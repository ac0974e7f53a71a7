import { concatBytes } from '../base/bytes.ts';

export type Bytes = Uint8Array<ArrayBuffer>;
export type ByteSource = ReadableStream<Bytes> | AsyncIterable<Bytes>;
export type Pieces = AsyncGenerator<Bytes, void, void>;

/** The pieces of a stream; leaving early cancels it. */
export async function* piecesOf(source: ByteSource): Pieces {
  // Not every browser can iterate a stream.
  if (!('getReader' in source)) return yield* source;
  const reader = source.getReader();
  let isDone = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      isDone = done;
      if (done) return;
      yield value;
    }
  } finally {
    if (!isDone) await reader.cancel().catch(() => undefined);
  }
}

/** Ends where the source fails, as if that were its end, and tells why. */
export async function* untilDamaged(pieces: Pieces, ondamage: (message: string) => void): Pieces {
  try {
    yield* pieces;
  } catch (error) {
    ondamage(error instanceof Error ? error.message : String(error));
  }
}

/** The first `length` bytes (fewer where there are no more), and all pieces with these in front. */
export async function withHead(
  pieces: Pieces,
  length: number,
): Promise<{ readonly head: Uint8Array; readonly pieces: Pieces }> {
  const taken: Bytes[] = [];
  for (let size = 0; size < length;) {
    const { done, value } = await pieces.next();
    if (done) break;
    taken.push(value);
    size += value.length;
  }
  return { head: concatBytes(taken).subarray(0, length), pieces: continued(taken, pieces) };
}

async function* continued(taken: readonly Bytes[], rest: Pieces): Pieces {
  try {
    yield* taken;
    yield* rest;
  } finally {
    // Left among the taken ones, `rest` was not begun here and nobody else would close it.
    await rest.return();
  }
}
