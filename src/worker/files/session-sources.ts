import { fail, ok, type Result } from '../../base/result.ts';
import type { Chunk } from '../../session/chunk.ts';
import type { SessionHeader } from '../../session/header.ts';
import { batchOf, type SessionSource } from '../../session/session-source.ts';
import { chunkOf, eachChunk } from '../../storage/chunks.ts';
import type { Bench } from '../bench.ts';
import type { LiveSession } from '../live-session.ts';

/** A burst makes chunks so large that all of one at once would keep a recording beside it waiting. */
const AT_ONCE = 2048;

type LiveOnes = Pick<Bench['recordings'], 'get'>;
type ChunksFrom = (from: number) => AsyncGenerator<Chunk, void, void>;

/** The session as it is now; what is recorded while it is read is not among it. */
export async function sourceOf(
  { database, shelf, recordings }: Pick<Bench, 'database' | 'shelf'> & { readonly recordings: LiveOnes },
  key: string,
): Promise<Result<SessionSource, string>> {
  const live = recordings.get(key);
  if (live) return ok(await sourceOfLive(live));
  const record = await shelf.read(key);
  if (!record || record.deletedAt !== undefined) return fail('This session is no longer there.');
  return ok(
    readingUpTo(record.header, record.entries, async function* (from) {
      yield* eachChunk(database, key, await chunkOf(database, key, from));
    }),
  );
}

/** What the disk has not taken is in memory only, so it is read from there. */
async function sourceOfLive(live: LiveSession): Promise<SessionSource> {
  await live.writer.flush();
  const { header, entries } = live.record;
  return readingUpTo(header, entries, (from) => live.session.log.chunks(from));
}

function readingUpTo(header: SessionHeader, entries: number, chunksFrom: ChunksFrom): SessionSource {
  return {
    header,
    entries,
    async *read(from = 0) {
      if (from >= entries) return;
      for await (const chunk of chunksFrom(from)) {
        const end = Math.min(entries, chunk.firstSeq + chunk.count);
        for (let at = Math.max(from, chunk.firstSeq); at < end; at += AT_ONCE)
          yield batchOf(chunk, at, Math.min(end, at + AT_ONCE));
        if (end === entries) return;
      }
    },
  };
}
