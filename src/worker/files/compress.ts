import { piecesOf, type Bytes } from '../../importers/byte-source.ts';

/** The gzip file of what `pieces` hold. */
export async function* compressed(pieces: AsyncIterable<Bytes>): AsyncGenerator<Bytes, void, void> {
  const { readable, writable } = new CompressionStream('gzip');
  const feeding = feed(pieces, writable);
  // Where it fails, the reading side fails with its error.
  feeding.catch(() => undefined);
  yield* piecesOf(readable);
  await feeding;
}

async function feed(pieces: AsyncIterable<Bytes>, writable: WritableStream<Bytes>): Promise<void> {
  const writer = writable.getWriter();
  try {
    for await (const piece of pieces) await writer.write(piece);
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => undefined);
    throw error;
  }
}

export async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Bytes, void, void> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(piece);
}
