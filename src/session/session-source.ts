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

/** The entries of a chunk from `from` on; all of them where `from` lies before it. */
export function batchOf(chunk: Chunk, from = 0): EventBatch {
  const first = Math.min(chunk.count, Math.max(0, from - chunk.firstSeq));
  const events: WireEvent[] = [];
  for (let i = first; i < chunk.count; i++) events.push(eventIn(chunk, chunk, i));
  return { firstSeq: chunk.firstSeq + first, events };
}
