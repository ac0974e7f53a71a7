import type { WireEvent } from '../wire/wire-event.ts';
import { checkWords } from './check-words.ts';
import { clientWords } from './client-words.ts';
import { closedWords, openedWords, requestWords, responseWords } from './exchange-words.ts';
import { packetWords } from './packet-words.ts';
import { PREVIEW_CHARACTERS, type Row, type RowKind } from './row.ts';
import { readPart, sizeOf, socketPacketIn, type RowPart } from './row-part.ts';
import { answerMs, type RowSource, type Words } from './row-source.ts';

/** Makes the row at number `number` readable; `index` is its place among the rows that match. */
export function formatRow(
  source: RowSource,
  number: number,
  index: number,
  event: WireEvent,
  part = partOf(source, number, event),
): Row {
  const { columns, nsps, events } = source.timeline;
  const id = source.timeline.idOf(number);
  const kind = columns.kind(number);
  const direction = columns.direction(number);
  const pairNumber = columns.pair(number);
  const { data, note, tone } = wordsOf(source, number, kind, event, part);
  return {
    ...id,
    index,
    at: event.at,
    conn: event.conn,
    kind,
    layer: layerOf(kind),
    isUpgrade: columns.isUpgrade(number),
    isPending: columns.isOpenQuestion(number),
    data: data.slice(0, PREVIEW_CHARACTERS),
    ...(direction ? { direction } : {}),
    ...optional('nsp', nsps.textOf(columns.nsp(number))),
    ...optional('event', events.textOf(columns.event(number))),
    ...optional('note', noteOf(event, note)),
    ...optional('tone', tone),
    ...optional('sizeBytes', sizeOf(part.payload)),
    ...optional('via', 'via' in event ? event.via : undefined),
    ...optional('chan', 'chan' in event ? event.chan : undefined),
    ...optional('ackId', socketPacketIn(part)?.id),
    ...optional('latencyMs', answerMs(source, number)),
    ...(pairNumber === undefined
      ? {}
      : {
          pair: source.timeline.idOf(pairNumber),
          pairEnd: columns.isAnswer(number) ? ('answer' as const) : ('question' as const),
        }),
  };
}

/** Read once, it serves the row and its details: to decode megabytes takes its time. */
export function partOf({ timeline: { columns }, protocols }: RowSource, number: number, event: WireEvent): RowPart {
  return readPart(event, columns.part(number), protocols.of(columns.seq(number), event));
}

function optional<Name extends string, T>(name: Name, value: T | undefined): { readonly [K in Name]?: T } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [K in Name]?: T };
}

function layerOf(kind: RowKind): Row['layer'] {
  if (kind === 'client' || kind === 'user') return 'client';
  return kind === 'attachment' || kind === 'malformed' || /^[A-Z]/.test(kind) ? 'socket' : 'engine';
}

function wordsOf(source: RowSource, number: number, kind: RowKind, event: WireEvent, part: RowPart): Words {
  if (event.kind === 'frame' || source.timeline.columns.part(number) > 0) {
    return packetWords(source, number, kind, part);
  }
  switch (event.kind) {
    case 'request':
      return requestWords(event);
    case 'response':
      return responseWords(source, number, event, part);
    case 'opened':
      return openedWords(event);
    case 'closed':
      return closedWords(event);
    case 'failed':
      return { data: '', note: event.message, tone: 'error' };
    case 'client':
    case 'user':
      return clientWords(event, source.waitedMs(source.timeline.columns.seq(number)));
  }
}

function noteOf({ kind, probe }: WireEvent, note: string | undefined): string | undefined {
  // What a check reports says itself which one it was.
  if (probe === undefined || kind === 'client') return note;
  return note === undefined ? checkWords(probe) : `${note} · ${checkWords(probe)}`;
}
