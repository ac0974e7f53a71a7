import type { SessionSource } from '../../session/session-source.ts';
import type { ExportOptions } from './files-remote.ts';
import { writerFor, type FileWriter } from './writers.ts';

/** Few enough to be written at once, enough that a compressor has found what comes again. */
const SAMPLE = 3000;

/** Bytes of the file that an export would give, by its first entries: exact for few, and as they are (not redacted). */
export async function estimatedBytes(source: SessionSource, options: ExportOptions): Promise<number | undefined> {
  const writer = await writerFor(options);
  if (!writer.ok) return undefined;
  const empty = await writtenBytes(writer.value, firstOf(source, 0));
  const sampled = Math.min(source.entries, SAMPLE);
  const sample = sampled === 0 ? empty : await writtenBytes(writer.value, firstOf(source, sampled));
  return Math.round(empty + (sample - empty) * (source.entries / Math.max(1, sampled)));
}

async function writtenBytes(writer: FileWriter, source: SessionSource): Promise<number> {
  let bytes = 0;
  for await (const piece of writer.write(source)) bytes += piece.length;
  return bytes;
}

function firstOf({ header, read }: SessionSource, entries: number): SessionSource {
  return {
    header,
    entries,
    async *read(from = 0) {
      if (from >= entries) return;
      for await (const { firstSeq, events } of read(from)) {
        const left = entries - firstSeq;
        if (left > 0) yield { firstSeq, events: events.slice(0, left) };
        if (left <= events.length) return;
      }
    },
  };
}
