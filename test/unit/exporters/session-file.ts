import { exportLines } from '../../../src/exporters/ndjson.ts';
import { openImport } from '../../../src/importers/sniff.ts';
import type { Chunk } from '../../../src/session/chunk.ts';
import type { SessionHeader } from '../../../src/session/header.ts';
import { batchOf, type SessionSource } from '../../../src/session/session-source.ts';
import { SessionLog } from '../../../src/session/log.ts';
import type { WireEvent } from '../../../src/wire/wire-event.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export type Imported = {
  readonly header: SessionHeader;
  readonly events: readonly WireEvent[];
  readonly problems: readonly string[];
  readonly problemCount: number;
};

export function chunksOf(events: readonly WireEvent[]): readonly Chunk[] {
  const log = new SessionLog({ read: () => Promise.resolve(undefined) });
  for (const event of events) log.append(event);
  return log.unsaved().map(({ chunk }) => chunk);
}

export function sourceOf(header: SessionHeader, events: readonly WireEvent[]): SessionSource {
  const chunks = chunksOf(events);
  return {
    header,
    entries: events.length,
    async *read(from = 0) {
      for (const chunk of chunks) yield batchOf(chunk, from);
    },
  };
}

export async function* inTurn<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

export async function fileOf(header: SessionHeader, events: readonly WireEvent[]): Promise<Bytes> {
  let file = '';
  for await (const piece of exportLines(sourceOf(header, events))) file += piece;
  return bytesOf(file);
}

export function bytesOf(text: string): Bytes {
  return new TextEncoder().encode(text);
}

export async function gzip(bytes: Bytes): Promise<Bytes> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Everything an import yields; throws the sentence where the file is refused. */
export async function importOf(pieces: Iterable<Bytes>): Promise<Imported> {
  const opened = await openImport(inTurn(pieces));
  if (!opened.ok) throw new Error(opened.error);
  const events: WireEvent[] = [];
  for await (const batch of opened.value.batches) events.push(...batch);
  const { header, problems } = opened.value;
  return { header, events, problems: problems.sentences, problemCount: problems.count };
}

export async function refusalOf(pieces: Iterable<Bytes>): Promise<string | undefined> {
  const opened = await openImport(inTurn(pieces));
  return opened.ok ? undefined : opened.error;
}
