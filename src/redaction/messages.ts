import { base64Decode, base64Encode } from '../base/bytes.ts';
import { stringAt } from '../protocol/json-tree.ts';
import { SOCKET_PACKET_TYPES, type SocketPacket } from '../protocol/socketio/packet.ts';
import type { Decoders } from '../session/decoders.ts';
import type { Direction } from '../wire/wire-event.ts';
import { NO_EDITS, shifted, type Edit } from './edits.ts';
import { rewriteMsgpack } from './msgpack/rewrite.ts';
import type { Origin, Scrubber } from './scrubber.ts';
import type { Secret } from './secrets.ts';

/** The entry that carries a message, and how it is to be read. */
export type Carrier = { readonly seq: number; readonly dir: Direction; readonly decoders: Decoders };

export type Rewritten = { readonly bytes: Uint8Array; readonly secrets: readonly Secret[] };

/** Type, attachments, namespace, acknowledgement id: what stands before a packet's JSON. */
const HEAD = /^([0-6])(\d+-)?(?:(\/[^,]*)(?:,|$))?(\d*)/;
const CONNECT = '0';
const EVENT = /^[25]$/;
const ACK = /^[36]$/;

/** The messages of Engine.IO packets: in a text with its type before it, or as bytes. */
export class Messages {
  readonly #scrubber: Scrubber;

  constructor(scrubber: Scrubber) {
    this.#scrubber = scrubber;
  }

  /** Of one packet: a text frame or a packet of a polling body. */
  textPart(part: string, carrier: Carrier): readonly Edit[] {
    switch (part.charAt(0)) {
      case '4':
        return shifted(this.#message(part.slice(1), carrier), 1);
      case 'b':
        return this.#base64(part, carrier) ?? this.#other(part, carrier);
      case '0':
        this.#from(carrier, { label: 'handshake' });
        return shifted(this.#scrubber.edits(part.slice(1)), 1);
      default:
        return this.#other(part, carrier);
    }
  }

  /** Bytes that are one message. */
  bytes(bytes: Uint8Array, carrier: Carrier): Rewritten {
    const { socket, isUnknown } = carrier.decoders;
    if (socket?.parser === 'msgpack' || isUnknown) {
      const packet = socket?.decodeMessage(bytes);
      if (packet?.ok) {
        const isCredentials = packet.value.type === 'CONNECT' && carrier.dir === 'sent';
        this.#from(carrier, packedOrigin(packet.value, carrier.dir, this.#scrubber));
        return rewriteMsgpack(bytes, this.#scrubber, isCredentials ? 'credentials' : 'packet');
      }
    }
    this.#from(carrier, { label: 'binary' });
    return this.#scrubber.bytes(bytes);
  }

  /** Bytes of generation 3, which begin with the packet's type. */
  typedBytes(bytes: Uint8Array, carrier: Carrier): Rewritten {
    const message = this.bytes(bytes.subarray(1), carrier);
    return message.secrets.length === 0
      ? { ...message, bytes }
      : { ...message, bytes: withFirst(bytes, message.bytes) };
  }

  #message(text: string, carrier: Carrier): readonly Edit[] {
    if (!carrier.decoders.socket) return this.#other(text, carrier, 'message');
    const [head = '', type = '', attachments = '', nsp = ''] = HEAD.exec(text) ?? [];
    const json = text.slice(head.length);
    if (head === '' || !/^\s*(?:$|[[{"])/.test(json)) return this.#other(text, carrier, 'message');
    const nspEdits = nsp === '' ? NO_EDITS : this.#namespace(nsp, carrier, 1 + attachments.length);
    if (json === '') return nspEdits;
    this.#from(carrier, originOf(type, json, carrier.dir, this.#scrubber));
    const isCredentials = type === CONNECT && carrier.dir === 'sent';
    const edits = shifted(this.#scrubber.edits(json, isCredentials ? 'token' : 'none'), head.length);
    return nspEdits.length === 0 ? edits : [...nspEdits, ...edits];
  }

  #namespace(nsp: string, carrier: Carrier, at: number): readonly Edit[] {
    this.#from(carrier, { label: 'namespace' });
    return shifted(this.#scrubber.edits(nsp), at);
  }

  /** `b`, in generation 3 a type, and base64. */
  #base64(part: string, carrier: Carrier): readonly Edit[] | undefined {
    const start = carrier.decoders.engine.messageAt(part);
    const bytes = base64Decode(part.slice(start));
    if (!bytes) return undefined;
    const { bytes: changed, secrets } = this.bytes(bytes, carrier);
    if (secrets.length === 0) return NO_EDITS;
    const isPadded = part.endsWith('=') || (part.length - start) % 4 === 0;
    const base64 = base64Encode(changed);
    return [{ start, end: part.length, text: isPadded ? base64 : base64.replace(/=+$/, ''), secrets }];
  }

  #other(text: string, carrier: Carrier, label = 'packet'): readonly Edit[] {
    this.#from(carrier, { label });
    return this.#scrubber.edits(text);
  }

  #from({ seq }: Carrier, origin: Omit<Origin, 'seq'>): void {
    this.#scrubber.from({ seq, ...origin });
  }
}

function originOf(type: string, json: string, dir: Direction, { rules }: Scrubber): Omit<Origin, 'seq'> {
  if (type === CONNECT)
    return { label: dir === 'sent' ? 'CONNECT auth' : 'CONNECT', isConnectAnswer: dir === 'received' };
  if (EVENT.test(type)) {
    const event = eventIn(json);
    return { label: event ?? 'event', rules: rules.forArguments(event ?? ''), argumentsFrom: 1 };
  }
  if (ACK.test(type)) return { label: 'ack', rules: rules.forArguments(undefined) };
  return { label: type === '4' ? 'CONNECT_ERROR' : 'packet' };
}

function packedOrigin({ type, json }: SocketPacket, dir: Direction, scrubber: Scrubber): Omit<Origin, 'seq'> {
  const number = SOCKET_PACKET_TYPES.findIndex((name) => name === type);
  return originOf(String(number < 0 ? 4 : number), json, dir, scrubber);
}

function eventIn(json: string): string | undefined {
  const quote = /^\s*\[\s*"/.exec(json)?.[0].length;
  return quote === undefined ? undefined : safeStringAt(json, quote - 1);
}

function safeStringAt(json: string, at: number): string | undefined {
  try {
    return stringAt(json, at);
  } catch {
    return undefined;
  }
}

function withFirst(bytes: Uint8Array, rest: Uint8Array): Uint8Array {
  const whole = new Uint8Array(1 + rest.length);
  whole.set(bytes.subarray(0, 1));
  whole.set(rest, 1);
  return whole;
}
