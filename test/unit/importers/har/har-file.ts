import { writeHar } from '../../../../src/exporters/har/har.ts';
import { openImport } from '../../../../src/importers/sniff.ts';
import type { SessionHeader } from '../../../../src/session/header.ts';
import type { SessionSource } from '../../../../src/session/session-source.ts';
import type { WireEvent } from '../../../../src/wire/wire-event.ts';
import { bytesOf, inTurn } from '../../exporters/session-file.ts';

export const HEADER: SessionHeader = {
  id: 'a',
  name: 'Checkout, staging',
  startedAt: '2026-11-20T10:15:02.120Z',
  app: 'sockscope 0.1.0',
  userAgent: '',
  connections: [],
  notes: [],
  tags: [],
};

export type OpenedFile = {
  readonly header: SessionHeader;
  readonly events: readonly WireEvent[];
  readonly problems: readonly string[];
  readonly asides: readonly string[];
};

export function sourceOf(header: SessionHeader, events: readonly WireEvent[], batch = 3): SessionSource {
  return {
    header,
    entries: events.length,
    async *read(from = 0) {
      for (let at = from; at < events.length; at += batch) {
        yield { firstSeq: at, events: events.slice(at, at + batch) };
      }
    },
  };
}

export async function harOf(events: readonly WireEvent[], header = HEADER): Promise<string> {
  let file = '';
  for await (const piece of writeHar(sourceOf(header, events))) file += piece;
  return file;
}

/** Reads `file` in pieces of `pieceBytes`; throws the sentence where it is refused. */
export async function opened(file: string | Uint8Array<ArrayBuffer>, pieceBytes = 1000): Promise<OpenedFile> {
  const bytes = typeof file === 'string' ? bytesOf(file) : file;
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, i) =>
    bytes.slice(i * pieceBytes, (i + 1) * pieceBytes),
  );
  const found = await openImport(inTurn(pieces));
  if (!found.ok) throw new Error(found.error);
  const events: WireEvent[] = [];
  for await (const batch of found.value.batches) events.push(...batch);
  const { header, problems, asides = [] } = found.value;
  return { header, events, problems: problems.sentences, asides };
}

/** What crossed, without what was inferred. */
export function wireOf(events: readonly WireEvent[]): readonly WireEvent[] {
  return events.filter(({ kind }) => kind !== 'client' && kind !== 'user');
}
