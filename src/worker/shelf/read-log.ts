import { entriesIn } from '../../projections/shelf/find-in-chunk.ts';
import type { ShelfHit } from '../../projections/shelf/hit.ts';
import { hitOfEntry } from '../../projections/shelf/hit-of.ts';
import type { Hits, Reading } from '../../projections/shelf/judge.ts';
import { Questions } from '../../projections/shelf/questions.ts';
import { eventIn, type Chunk } from '../../session/chunk.ts';
import { seq } from '../../session/entry.ts';
import { Protocols } from '../../session/protocols.ts';
import { eachChunk, eachSettledChunk } from '../../storage/chunks.ts';
import type { SessionRecord } from '../../storage/session-record.ts';
import type { Bench } from '../bench.ts';

/** `isWhole`: read to its end, or as far as was needed; else as far as the disk gave it. */
export type LogRead = { readonly found: Hits | undefined; readonly isWhole: boolean };

const AGAINST_IT: LogRead = { found: undefined, isWhole: true };

/** Looks through a session's entries; finds nothing where `wait` says that nobody wants to know any more. */
export async function readLog(
  bench: Bench,
  record: SessionRecord,
  { wanted, unwanted }: Reading,
  hitsTold: number,
  wait: () => Promise<boolean>,
): Promise<LogRead> {
  const protocols = new Protocols(record.header.connections);
  const questions = new Questions(protocols);
  const meant = wanted?.isMeant && { isMeant: wanted.isMeant, questions };
  const patterns = wanted?.texts.map(({ pattern }) => pattern) ?? [];
  const hits: ShelfHit[] = [];
  let hitCount = 0;
  let read = 0;
  try {
    for await (const chunk of chunksOf(bench, record)) {
      questions.take(chunk);
      for (const test of unwanted) if (!entriesIn(chunk, test, protocols, questions).next().done) return AGAINST_IT;
      for (const i of wanted ? entriesIn(chunk, wanted, protocols, questions) : []) {
        hitCount++;
        if (hits.length >= hitsTold) continue;
        const event = eventIn(chunk, chunk, i);
        const place = seq(chunk.firstSeq + i);
        const hit = hitOfEntry(place, event, protocols.of(place, event), patterns, meant);
        if (hit) hits.push(hit);
      }
      read = chunk.firstSeq + chunk.count;
      if (!(await wait())) return AGAINST_IT;
    }
  } catch {
    // What the disk does not give, or not as it was written, is told as unread; what was found before stands.
    read = -1;
  }
  const isFound = !wanted || hitCount > 0;
  return { found: isFound ? { hits, hitCount } : undefined, isWhole: read >= record.entries };
}

function chunksOf({ recordings, database }: Bench, { key, state }: SessionRecord): AsyncGenerator<Chunk, void, void> {
  const live = recordings.get(key);
  // What the disk has not taken yet is in memory only.
  if (live) return live.session.log.chunks();
  return state === 'recording' ? eachChunk(database, key) : eachSettledChunk(database, key);
}
