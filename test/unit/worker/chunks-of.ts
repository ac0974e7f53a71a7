import { ChunkBuilder } from '../../../src/session/chunk-builder.ts';
import type { Chunk } from '../../../src/session/chunk.ts';
import type { WireEvent } from '../../../src/wire/wire-event.ts';

/** For a log whose payloads all stay in memory. */
export const emptySource = { read: () => Promise.resolve(undefined) };

/** The events as one chunk that stands at `firstSeq` of its log. */
export function chunkAt(firstSeq: number, events: readonly WireEvent[]): Chunk {
  const builder = new ChunkBuilder(firstSeq);
  for (const event of events) builder.append(event);
  return builder.snapshot();
}
