import { unreachable } from '../base/unreachable.ts';

export type MalformedReason =
  | 'empty'
  | 'unknown-engine-type'
  /** JSON, but not the object that the protocol asks for in `open`. */
  | 'handshake'
  | 'bad-base64'
  /** Where the length of a packet should stand: in a body of Engine.IO 3, or in a WebTransport stream. */
  | 'bad-length'
  /** There is less than its length says. */
  | 'packet-cut'
  | 'unknown-socket-type'
  | 'bad-attachment-count'
  | 'too-many-attachments'
  /** A character that cannot stand there. */
  | 'json'
  /** The text ends inside the JSON. */
  | 'json-ends'
  /** Valid JSON of a shape that the packet's type does not allow. */
  | 'payload-type'
  | 'reserved-event'
  /** Another packet came before all announced attachments had. */
  | 'attachment-missing'
  /** Bytes that no packet announced. */
  | 'attachment-unexpected'
  /** Text on a connection that speaks MessagePack. */
  | 'text-for-bytes'
  /** A byte that starts no value, or breaks its UTF-8. */
  | 'msgpack'
  | 'msgpack-ends'
  /** Bytes behind the one value of a packet. */
  | 'msgpack-goes-on'
  | 'msgpack-depth'
  /** MessagePack, but not the map that a packet is; or its namespace or id is none. */
  | 'not-a-packet'
  /** A `_placeholder` whose `num` names no attachment. */
  | 'placeholder';

/** `offset` counts UTF-16 code units into a text, bytes into bytes. */
export type Malformed = { readonly reason: MalformedReason; readonly offset: number };

/** For a decoder that was given a part: the same flaw, placed in the whole that has the part at `start`. */
export function placedAt(start: number, malformed: Malformed): Malformed {
  return { reason: malformed.reason, offset: malformed.offset + start };
}

/** Plain words for the screen. `text` is what `offset` counts into; with it, the offending character is shown. */
export function sentenceOf(malformed: Malformed, text?: string): string {
  const { reason, offset } = malformed;
  const found = text === undefined ? '' : ` ${shownCharacter(text, offset)}`;
  switch (reason) {
    case 'empty':
      return 'empty packet';
    case 'unknown-engine-type':
      return `unknown Engine.IO type${found} at ${offset}`;
    case 'handshake':
      return `not the handshake the protocol asks for, at ${offset}`;
    case 'bad-base64':
      return `base64 goes wrong at ${offset}`;
    case 'bad-length':
      return `no packet length${found} at ${offset}`;
    case 'packet-cut':
      return `packet ends at ${offset}, before its length says`;
    case 'unknown-socket-type':
      return `unknown Socket.IO type${found} at ${offset}`;
    case 'bad-attachment-count':
      return `no valid attachment count at ${offset}`;
    case 'too-many-attachments':
      return `more attachments announced than the client takes (10) at ${offset}`;
    case 'json':
      return `JSON goes wrong${text === undefined ? '' : ` with${found}`} at ${offset}`;
    case 'json-ends':
      return `JSON ends at ${offset}`;
    case 'payload-type':
      return `payload of the wrong type at ${offset}`;
    case 'reserved-event':
      return `reserved event name at ${offset}`;
    case 'attachment-missing':
      return 'attachment missing: another packet came first';
    case 'attachment-unexpected':
      return 'bytes that no packet announced';
    case 'text-for-bytes':
      return 'text, where the MessagePack parser takes bytes only';
    case 'msgpack':
      return `MessagePack goes wrong at ${offset}`;
    case 'msgpack-ends':
      return `MessagePack ends at ${offset}`;
    case 'msgpack-goes-on':
      return `MessagePack ends at ${offset}, and more bytes follow`;
    case 'msgpack-depth':
      return `MessagePack nested too deeply at ${offset}`;
    case 'not-a-packet':
      return `not a Socket.IO packet at ${offset}`;
    case 'placeholder':
      return `placeholder without its attachment at ${offset}`;
    default:
      return unreachable(reason);
  }
}

/** `“x”`, or the code point of what cannot be shown. */
export function shownCharacter(text: string, offset: number): string {
  const point = text.codePointAt(offset);
  if (point === undefined) return 'the end';
  const isShowable = point > 0x20 && !(point >= 0x7f && point <= 0xa0) && !(point >= 0xd800 && point <= 0xdfff);
  return isShowable ? `“${String.fromCodePoint(point)}”` : `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}
