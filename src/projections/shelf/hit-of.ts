import { eventName } from '../../protocol/socketio/event-name.ts';
import type { Seq } from '../../session/entry.ts';
import type { Decoders } from '../../session/decoders.ts';
import { extrasOf } from '../../session/extras.ts';
import { directionOf, payloadOf, type Direction, type Payload, type WireEvent } from '../../wire/wire-event.ts';
import { clientWords } from '../client-words.ts';
import { elementsText } from '../packet-text.ts';
import { socketPacketIn, type RowPart } from '../row-part.ts';
import { aroundMatch } from './around-match.ts';
import type { EntryTest } from './entry-test.ts';
import type { ShelfHit } from './hit.ts';
import { partsOf } from './packets-in.ts';
import type { Questions } from './questions.ts';

type Place = { readonly seq: Seq; readonly part: number; readonly at: number };
/** What an entry, or a packet in it, may be shown as: the first of `texts` that holds what was looked for. */
type Said = { readonly part: number; readonly title: string; readonly texts: readonly string[] };

/** The packet that carries the event `title` with the JSON `json`. */
export function hitOfPacket(
  { seq, part, at }: Place,
  direction: Direction | undefined,
  title: string,
  json: string,
): ShelfHit {
  return { ...placed(seq, part, at, direction), title, ...aroundMatch(elementsText(json, 1, Infinity), []) };
}

/** Which packets of an entry are meant: those of an event, and the answers to them. */
export type Meant = {
  readonly isMeant: NonNullable<EntryTest['isMeant']>;
  readonly questions: Pick<Questions, 'eventOf'>;
};

/** Entry `seq`, in which all `patterns` were found, in a packet that is meant; undefined: in any. */
export function hitOfEntry(
  seq: Seq,
  event: WireEvent,
  decoders: Decoders,
  patterns: readonly RegExp[],
  meant: Meant | undefined,
): ShelfHit | undefined {
  const saids = [...packetsOf(seq, event, decoders, meant), wholeOf(event)];
  const holds = (text: string) => patterns.every((pattern) => pattern.test(text));
  for (const { part, title, texts } of saids) {
    const text = texts.find(holds);
    if (text !== undefined)
      return { ...placed(seq, part, event.at, directionOf(event)), title, ...aroundMatch(text, patterns) };
  }
  // Each was found, but not in one place of it.
  const [said] = saids;
  if (!said) return undefined;
  const text = said.texts.find((each) => patterns.some((pattern) => pattern.test(each))) ?? said.texts[0] ?? '';
  return { ...placed(seq, said.part, event.at, directionOf(event)), title: said.title, ...aroundMatch(text, patterns) };
}

function placed(
  seq: Seq,
  part: number,
  at: number,
  direction: Direction | undefined,
): Pick<ShelfHit, 'seq' | 'part' | 'at' | 'direction'> {
  return { seq, ...(part > 0 && { part }), at, ...(direction && { direction }) };
}

function packetsOf(seq: Seq, event: WireEvent, decoders: Decoders, meant: Meant | undefined): readonly Said[] {
  return partsOf(event, decoders).flatMap(({ part, read }) => {
    const packet = socketPacketIn(read);
    const name = packet && eventName(packet);
    const asked = packet && meant?.questions.eventOf(seq, event, packet);
    const about = name ?? asked;
    if (meant && (about === undefined || !meant.isMeant(about))) return [];
    const title = asked === undefined ? titleOf(read) : `${titleOf(read)} of ${asked}`;
    return { part, title: name ?? title, texts: textsOf(read) };
  });
}

function titleOf(read: RowPart): string {
  const packet = socketPacketIn(read);
  if (packet) return packet.type;
  if (!read.engine?.ok || read.socket?.ok === false) return 'malformed';
  const { type } = read.engine.value;
  // To a protocol with packets of its own a message that is none is an attachment.
  return type === 'message' && read.decoders.socket && !read.socket ? 'attachment' : type;
}

function textsOf(read: RowPart): readonly string[] {
  const packet = socketPacketIn(read);
  const raw = asText(read.payload);
  if (!packet) return [asText(bodyOf(read)), raw];
  const isEvent = packet.type === 'EVENT' || packet.type === 'BINARY_EVENT';
  return [isEvent ? elementsText(packet.json, 1, Infinity) : packet.json, packet.json, raw];
}

function bodyOf({ engine, payload }: RowPart): Payload | undefined {
  if (!engine?.ok) return payload;
  return engine.value.type === 'message' ? engine.value.body : engine.value.text;
}

function wholeOf(event: WireEvent): Said {
  const rest = extrasOf(event) ?? '';
  switch (event.kind) {
    case 'client':
    case 'user': {
      const { data, note } = clientWords(event);
      const title = event.kind === 'client' ? event.event : event.action;
      return { part: 0, title, texts: [[data, note].filter(Boolean).join(' · '), rest] };
    }
    case 'opened':
    case 'request':
      return { part: 0, title: event.kind, texts: [event.url, rest, asText(payloadOf(event))] };
    case 'failed':
      return { part: 0, title: event.kind, texts: [event.message, rest] };
    default:
      return { part: 0, title: event.kind, texts: [rest, asText(payloadOf(event))] };
  }
}

function asText(payload: Payload | undefined): string {
  return typeof payload === 'string' ? payload : payload ? new TextDecoder().decode(payload) : '';
}
