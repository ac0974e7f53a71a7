import { base64Decode, utf8Length } from '../../base/bytes.ts';
import { ENGINE_PACKET_TYPES } from '../../protocol/engineio/packet.ts';
import { streamHeader, type StreamHeader } from '../../protocol/engineio/stream-packet.ts';
import type { Decoders } from '../../session/decoders.ts';
import type { Payload, Via } from '../../wire/wire-event.ts';
import { countText } from '../words.ts';
import { messageRoles, wholeAs } from './message-roles.ts';
import { movedBy, rolesFrom, type Role } from './role.ts';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Which stretch of a frame or of a body's packet is what. They cover it from end to end. What it does not say itself, a
 * flaw in it, is the caller's to cut off.
 */
export function partRoles(part: Payload, via: Via, decoders: Decoders): readonly Role[] {
  if (typeof part === 'string') return part.startsWith('b') ? base64Roles(part, decoders) : textRoles(part, decoders);
  if (via === 'webtransport') return streamRoles(part, decoders);
  const messageAt = decoders.engine.messageAt(part);
  if (messageAt === 0) return bytesRoles(part, decoders);
  return [...typeRoles(String(part[0] ?? ''), 0, part.length), ...shifted(bytesBehindType(part, decoders), messageAt)];
}

function textRoles(text: string, decoders: Decoders): readonly Role[] {
  const type = text.charAt(0);
  const rest = text.slice(1);
  const behind = type === '4' ? messageRoles(rest, decoders.socket) : wholeAs('data', rest);
  return [...typeRoles(type, 0, text.length), ...shifted(behind, 1)];
}

/** `b` and, in generation 3, the type stand before the base64. */
function base64Roles(text: string, decoders: Decoders): readonly Role[] {
  const messageAt = Math.min(text.length, decoders.engine.messageAt(text));
  const mark: Role = { name: 'base64 mark', from: 0, to: 1, value: 'bytes, as base64' };
  const type = messageAt > 1 ? typeRoles(text.charAt(1), 1, text.length) : [];
  const bytes = decoders.socket?.parser === 'msgpack' ? base64Decode(text.slice(messageAt)) : undefined;
  if (!bytes) {
    const name = decoders.socket?.parser === 'default' ? 'attachment' : 'data';
    const [whole] = wholeAs(name, text.slice(messageAt));
    return [
      mark,
      ...type,
      ...(whole
        ? shifted([{ ...whole, value: countText(whole.to, 'character of base64', 'characters of base64') }], messageAt)
        : []),
    ];
  }
  // Four characters stand for three bytes: one that holds the end of a role and the start of the next is the next one's.
  const place = (offset: number) => (offset >= bytes.length ? text.length : messageAt + Math.floor((offset * 4) / 3));
  return [mark, ...type, ...movedBy(messageRoles(bytes, decoders.socket), place)];
}

function bytesRoles(bytes: Uint8Array, decoders: Decoders): readonly Role[] {
  return messageRoles(bytes, decoders.socket);
}

/** Of a frame of generation 3, whose first byte is its type. */
function bytesBehindType(part: Uint8Array, decoders: Decoders): readonly Role[] {
  const rest = part.subarray(1);
  return ENGINE_PACKET_TYPES[part[0] ?? -1] === 'message' ? bytesRoles(rest, decoders) : wholeAs('data', rest);
}

function streamRoles(part: Uint8Array, decoders: Decoders): readonly Role[] {
  const header = streamHeader(part);
  if (!header.ok) return rolesFrom([['unreadable', 0, '']], part.length);
  const { isText, headerBytes, packetBytes } = header.value;
  const end = Math.min(part.length, headerBytes + packetBytes);
  const packet = part.subarray(headerBytes, end);
  return [
    ...headerRoles(header.value, part.length),
    ...(isText
      ? movedBy(partRoles(utf8.decode(packet), 'websocket', decoders), byteOf(packet, headerBytes))
      : shifted(bytesRoles(packet, decoders), headerBytes)),
    // More than its length says belongs to no packet.
    ...rolesFrom([['unreadable', end, '']], part.length),
  ];
}

function headerRoles({ isText, headerBytes, packetBytes }: StreamHeader, end: number): readonly Role[] {
  const kind = isText ? 'text' : 'bytes';
  const length = headerBytes === 1 ? countText(packetBytes, 'byte') : `length in the next ${headerBytes - 1}`;
  return rolesFrom(
    [
      ['stream header', 0, `${kind}, ${length}`],
      ['packet length', 1, countText(packetBytes, 'byte')],
    ],
    Math.min(end, headerBytes),
  );
}

/** Where in `bytes`, which stand at `start`, a character of their text begins. */
export function byteOf(bytes: Uint8Array, start: number): (character: number) => number {
  const text = utf8.decode(bytes);
  return (character) =>
    // Bytes that are no UTF-8 are read as U+FFFD, which takes three.
    start + (character >= text.length ? bytes.length : Math.min(bytes.length, utf8Length(text.slice(0, character))));
}

function typeRoles(spelled: string, from: number, end: number): readonly Role[] {
  const type = ENGINE_PACKET_TYPES[Number(spelled === '' ? NaN : spelled)];
  const value = type === undefined ? spelled : `${type} (${ENGINE_PACKET_TYPES.indexOf(type)})`;
  return rolesFrom([['Engine.IO type', from, value]], Math.min(from + 1, end));
}

function shifted(roles: readonly Role[], by: number): readonly Role[] {
  return movedBy(roles, (offset) => offset + by);
}
