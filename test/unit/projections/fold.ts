import type { Details } from '../../../src/projections/details-view.ts';
import { detailsOf } from '../../../src/projections/details.ts';
import { formatRow } from '../../../src/projections/format-row.ts';
import { Heartbeats } from '../../../src/projections/heartbeats.ts';
import type { Projection } from '../../../src/projections/projection.ts';
import type { Row } from '../../../src/projections/row.ts';
import { Timeline } from '../../../src/projections/timeline.ts';
import { Transport } from '../../../src/projections/transport.ts';
import { seq, type Entry } from '../../../src/session/entry.ts';
import type { ParserName, ProtocolName } from '../../../src/session/header.ts';
import { Protocols } from '../../../src/session/protocols.ts';
import { Transcriber } from '../../../src/session/transcribe.ts';
import { payloadOf, type WireEvent } from '../../../src/wire/wire-event.ts';
import { draw } from '../../draw.ts';

/** Protocols of a session whose connection 1 speaks `protocol`. */
export function spoken(protocol: ProtocolName = 'v4', parser: ParserName = 'default'): Protocols {
  return new Protocols([{ id: 1, protocol, parser }]);
}

export function entriesOf(events: readonly WireEvent[], protocols = spoken()): readonly Entry[] {
  const transcriber = new Transcriber(protocols);
  return events.map((event, i) => transcriber.transcribe(seq(i), event));
}

/** What the projection shows of drawn traffic. */
export function viewOf<View>(projection: Projection<View>, drawn: string, protocols = spoken()): View {
  for (const entry of entriesOf(draw(drawn), protocols)) projection.step(entry);
  return projection.view();
}

export function timelineOf(drawn: string, protocols = spoken()): Timeline {
  const timeline = new Timeline();
  for (const entry of entriesOf(draw(drawn), protocols)) timeline.step(entry);
  return timeline;
}

export function rowsOf(drawn: string, protocols = spoken()): readonly Row[] {
  return rowsFrom(draw(drawn), protocols);
}

export function rowsFrom(events: readonly WireEvent[], protocols = spoken()): readonly Row[] {
  const timeline = new Timeline();
  const heartbeats = new Heartbeats(protocols);
  const transport = new Transport();
  for (const entry of entriesOf(events, protocols)) {
    timeline.step(entry);
    heartbeats.step(entry);
    transport.step(entry);
  }
  const source = {
    timeline,
    heartbeats,
    protocols,
    atOf: (position: number) => events[position]!.at,
    bytesOf: (position: number) => {
      const payload = payloadOf(events[position]!);
      return payload instanceof Uint8Array ? payload.length : 0;
    },
    viaOf: (position: number) => {
      const event = events[position]!;
      return 'via' in event ? event.via : undefined;
    },
    waitedMs: (position: number) => transport.waitedMs(position),
  };
  const { columns } = timeline;
  return Array.from({ length: columns.length }, (_, row) => formatRow(source, row, row, events[columns.seq(row)]!));
}

export function detailsFrom(events: readonly WireEvent[], protocols = spoken()): Promise<readonly Details[]> {
  const timeline = new Timeline();
  for (const entry of entriesOf(events, protocols)) timeline.step(entry);
  const read = (position: number) => Promise.resolve(events[position]);
  const source = { timeline, protocols, read };
  return Promise.all(rowsFrom(events, protocols).map((row, i) => detailsOf(row, i, events[row.seq]!, source)));
}

/** `seq.part kind`, one a row: enough to see how traffic was taken apart. */
export function outline(rows: readonly Row[]): readonly string[] {
  return rows.map(({ seq, part, kind }) => `${seq}.${part} ${kind}`);
}

/** `question>answer` of all pairs, by `seq.part` where the part is not 0. */
export function pairsIn(rows: readonly Row[]): readonly string[] {
  return rows.flatMap((row) => (row.pairEnd === 'question' && row.pair ? [`${nameOf(row)}>${nameOf(row.pair)}`] : []));
}

export function pendingIn(rows: readonly Row[]): readonly string[] {
  return rows.filter(({ isPending }) => isPending).map(nameOf);
}

function nameOf({ seq, part }: { readonly seq: number; readonly part: number }): string {
  return part === 0 ? String(seq) : `${seq}.${part}`;
}
