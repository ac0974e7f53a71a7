import type { Chunk } from '../session/chunk.ts';
import { eachChunk, readChunk } from '../storage/chunks.ts';
import type { Database } from '../storage/database.ts';
import type { SessionRecord } from '../storage/session-record.ts';
import type { Shelf } from '../storage/shelf.ts';

/** Where sessions come from that are looked at: the shelf, or a page that brings one along. */
export type SessionStore = {
  record(key: string): Promise<SessionRecord | undefined>;
  /** Undefined where it was lost. */
  chunk(key: string, index: number): Promise<Chunk | undefined>;
  /** All of them, in order. */
  chunks(key: string): AsyncIterable<Chunk>;
};

export function storeOf(database: Database, shelf: Shelf): SessionStore {
  return {
    record: (key) => shelf.read(key),
    chunk: (key, index) => readChunk(database, key, index),
    chunks: (key) => eachChunk(database, key),
  };
}
