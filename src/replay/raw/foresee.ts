import { decodersFor, type Decoders } from '../../session/decoders.ts';
import { sentenceOf } from '../../protocol/malformed.ts';
import { partIn } from '../../protocol/engineio/span.ts';
import { withAttachments } from '../../protocol/socketio/attachments.ts';
import type { SocketPacket } from '../../protocol/socketio/packet.ts';
import type { Payload } from '../../wire/wire-event.ts';
import { engineFate, flawedFate } from './engine-fate.ts';
import { ends, ignored, isBare, isOld, type Ear, type Fate } from './fate.ts';
import type { RawMessage } from './raw-message.ts';
import { malformedFate, socketFate } from './socket-fate.ts';

/** What a standard server makes of each packet in a raw message, up to the first that ends the connection. */
export function foresee({ layer, parts }: RawMessage, ear: Ear): readonly Fate[] {
  const foresight = new Foresight(ear);
  for (const part of parts) {
    if (layer === 'socket') foresight.message(part);
    else if (layer === 'frame' && ear.via === 'polling') foresight.body(part);
    else foresight.part(part);
  }
  return foresight.told();
}

class Foresight {
  readonly #ear: Ear;
  readonly #decoders: Decoders;
  readonly #fates: Fate[] = [];
  #header: SocketPacket | undefined;
  #attachments: Uint8Array[] = [];

  constructor(ear: Ear) {
    this.#ear = ear;
    this.#decoders = decodersFor(ear.protocol, ear.parser);
  }

  told(): readonly Fate[] {
    const last = this.#fates.findIndex(({ kind }) => kind === 'ends');
    return last < 0 ? this.#fates : this.#fates.slice(0, last + 1);
  }

  /** Of a POST. */
  body(typed: Payload): void {
    // Generation 4 posts all as text.
    const body = typeof typed === 'string' || isOld(this.#ear) ? typed : new TextDecoder().decode(typed);
    const spans = this.#decoders.engine.splitPayload(body);
    if (spans.length === 0) this.#fates.push(ignored('there is no packet in it'));
    for (const span of spans) {
      const part = partIn(body, span);
      if (!span.malformed) this.part(part);
      else this.#tell(flawedFate(span.malformed, part, this.#ear));
    }
  }

  /** What carries one packet: a frame, or a part of a body. */
  part(part: Payload): void {
    const packet = this.#decoders.engine.decodeFrame(part);
    if (!packet.ok) {
      const fate = flawedFate(packet.error, part, this.#ear);
      if (fate) this.#fates.push(fate);
      else this.message(new Uint8Array());
    } else if (packet.value.type === 'message') this.message(packet.value.body);
    else this.#fates.push(engineFate(packet.value, this.#ear));
  }

  message(body: Payload): void {
    const { socket } = this.#decoders;
    if (!socket || isBare(this.#ear))
      return this.#tell({ kind: 'taken', words: 'gives it to its application as a message' });
    const decoded = socket.decodeMessage(body);
    if (typeof body !== 'string' && !decoded) return this.#attachment(body);
    if (this.#header) return this.#tell(ends('it waits for an attachment, and this is none', this.#ear));
    if (!decoded) return;
    // Its parser takes no empty text, where that of generation 4 reads a CONNECT.
    if (body === '' && isOld(this.#ear)) return this.#tell(ends('there is no packet in the message', this.#ear));
    if (!decoded.ok) return this.#tell(malformedFate(decoded.error, body, this.#ear));
    if (decoded.value.attachments === 0 || decoded.value.packed)
      return this.#tell(socketFate(decoded.value, this.#ear));
    this.#header = decoded.value;
    this.#attachments = [];
    this.#tell(waits(decoded.value.attachments));
  }

  #attachment(bytes: Uint8Array): void {
    const header = this.#header;
    if (!header) return this.#tell(ends(sentenceOf({ reason: 'attachment-unexpected', offset: 0 }), this.#ear));
    this.#attachments.push(bytes);
    // It was told as waiting, for these.
    this.#fates.pop();
    const left = header.attachments - this.#attachments.length;
    if (left > 0) return this.#tell(waits(left));
    this.#header = undefined;
    const filled = withAttachments(header.json === '' ? '[]' : header.json, this.#attachments);
    if (filled.ok) this.#tell(socketFate(header, this.#ear));
    else this.#tell(ends(`the packet cannot be parsed, ${sentenceOf(filled.error)}`, this.#ear));
  }

  #tell(fate: Fate | undefined): void {
    if (fate) this.#fates.push(fate);
  }
}

function waits(count: number): Fate {
  const attachments = count === 1 ? 'attachment' : `${count} attachments`;
  return { kind: 'waits', words: `waits for the ${attachments}; anything else closes the connection` };
}
