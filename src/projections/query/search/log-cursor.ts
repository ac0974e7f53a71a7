import type { ChunkColumns } from '../../../session/chunk.ts';
import type { SessionLog } from '../../../session/log.ts';
import { viaIn } from '../../../session/shape.ts';
import type { Via } from '../../../wire/wire-event.ts';

/** Reads the log's own columns entry after entry, without looking for the chunk each time. */
export class LogCursor {
  readonly #log: SessionLog;
  #chunk: ChunkColumns | undefined;

  constructor(log: SessionLog) {
    this.#log = log;
  }

  atOf(seq: number): number {
    const chunk = this.#chunkOf(seq);
    return chunk.at[seq - chunk.firstSeq] ?? 0;
  }

  viaOf(seq: number): Via | undefined {
    const chunk = this.#chunkOf(seq);
    return viaIn(chunk.shape[seq - chunk.firstSeq] ?? 0);
  }

  #chunkOf(seq: number): ChunkColumns {
    const held = this.#chunk;
    if (held && seq >= held.firstSeq && seq < held.firstSeq + held.count) return held;
    this.#chunk = this.#log.columns(this.#log.chunkOf(seq));
    return this.#chunk;
  }
}
