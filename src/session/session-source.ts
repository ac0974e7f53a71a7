import type { WireEvent } from '../wire/wire-event.ts';
import type { Chunk } from './chunk.ts';
import { eventIn } from './chunk.ts';
import type { SessionHeader } from './header.ts';

/** Some consecutive entries, the first of which is `firstSeq`. */
export type EventBatch = { readonly firstSeq: number; readonly events: readonly WireEvent[] };

/** A session to be read from any entry on, as often as wanted, wherever its log is kept. */
export type SessionSource = {
  readonly header: SessionHeader;
  readonly entries: number;
  /** In order, from entry `from` (0 where absent) to the last. */
  read(from?: number): AsyncGenerator<EventBatch, void, void>;
};

/** Of a chunk's entries those from `from` (inclusive) to `to` (exclusive), which are positions in the log. */
export function batchOf(chunk: Chunk, from = 0, to = Infinity): EventBatch {
  const first = Math.min(chunk.count, Math.max(0, from - chunk.firstSeq));
  const end = Math.min(chunk.count, to - chunk.firstSeq);
  const events: WireEvent[] = [];
  for (let i = first; i < end; i++) events.push(eventIn(chunk, chunk, i));
  return { firstSeq: chunk.firstSeq + first, events };
}
