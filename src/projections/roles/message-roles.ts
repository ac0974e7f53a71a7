import { SOCKET_PACKET_TYPES, SOCKET_PACKET_TYPES_4, type SocketPacketType } from '../../protocol/socketio/packet.ts';
import { packedPlaces } from '../../protocol/socketio/packed-places.ts';
import type { SocketProtocol } from '../../protocol/socketio/protocol.ts';
import { textPlaces } from '../../protocol/socketio/text-places.ts';
import type { Payload } from '../../wire/wire-event.ts';
import { countText } from '../words.ts';
import { rolesFrom, type Role, type RoleName, type Step } from './role.ts';

const VALUE_CHARACTERS = 40;

/** The roles of what an Engine.IO message carries; offsets count into it. */
export function messageRoles(message: Payload, socket: SocketProtocol | undefined): readonly Role[] {
  if (!socket) return wholeAs('data', message);
  if (typeof message !== 'string')
    return socket.parser === 'msgpack' ? packedRoles(message, socket) : wholeAs('attachment', message);
  return socket.parser === 'msgpack' ? wholeAs('data', message) : textRoles(message, socket);
}

export function wholeAs(name: RoleName, content: Payload): readonly Role[] {
  const value = typeof content === 'string' ? clipped(content) : countText(content.length, 'byte');
  return rolesFrom([[name, 0, value]], content.length);
}

function textRoles(text: string, { version }: SocketProtocol): readonly Role[] {
  const { nspAt, idAt, jsonAt } = textPlaces(text);
  const types = typesOf(version);
  return rolesFrom(
    [
      ['Socket.IO type', 0, typeValue(types, text.charAt(0))],
      ['attachments', 1, text.slice(1, nspAt).replace(/-$/, '')],
      ['namespace', nspAt, text.slice(nspAt, idAt).replace(/,$/, '')],
      ['ack id', idAt, text.slice(idAt, jsonAt)],
      ['payload', jsonAt, `${countText(text.length - jsonAt, 'character')} of JSON`],
    ],
    text.length,
  );
}

const FIELD_ROLES: Readonly<Record<string, RoleName>> = {
  '"type"': 'Socket.IO type',
  '"nsp"': 'namespace',
  '"id"': 'ack id',
  '"data"': 'payload',
};

function packedRoles(message: Uint8Array, { version }: SocketProtocol): readonly Role[] {
  const { fields, fieldsAt, size } = packedPlaces(message);
  const steps: Step[] = [['MessagePack map', 0, countText(size, 'field')]];
  for (const { key, keyAt, valueAt, end, json } of fields) {
    const name = FIELD_ROLES[key] ?? 'other field';
    steps.push(['key', keyAt, clipped(key)], [name, valueAt, packedValue(name, json, end - valueAt, version)]);
  }
  // What stands behind the map's last field belongs to nothing.
  const end = fields.at(-1)?.end ?? fieldsAt;
  return rolesFrom([...steps, ['unreadable', end, '']], message.length);
}

function packedValue(name: RoleName, json: string, bytes: number, version: 4 | 5): string {
  if (name === 'Socket.IO type') return typeValue(typesOf(version), json);
  if (name === 'payload') return `${countText(bytes, 'byte')} of MessagePack`;
  return clipped(name === 'namespace' ? json.replace(/^"|"$/g, '') : json);
}

function typesOf(version: 4 | 5): readonly SocketPacketType[] {
  return version === 5 ? SOCKET_PACKET_TYPES : SOCKET_PACKET_TYPES_4;
}

function typeValue(types: readonly SocketPacketType[], spelled: string): string {
  const type = types[Number(spelled)];
  return type === undefined ? spelled : `${type} (${types.indexOf(type)})`;
}

function clipped(text: string): string {
  return text.length > VALUE_CHARACTERS ? `${text.slice(0, VALUE_CHARACTERS)}…` : text;
}
