import { ENGINE_PACKET_TYPES } from '../../../protocol/engineio/packet.ts';
import { SOCKET_PACKET_TYPES, SOCKET_PACKET_TYPES_4 } from '../../../protocol/socketio/packet.ts';
import type { RowKind } from '../../row.ts';

/** What a message of Engine.IO carries. */
const MESSAGES: readonly RowKind[] = [
  ...new Set([...SOCKET_PACKET_TYPES, ...SOCKET_PACKET_TYPES_4]),
  'message',
  'attachment',
];

/**
 * A packet type by its lower-case name or by its digits on the wire: one digit is Engine.IO's (`2` is a ping), two are
 * a message and Socket.IO's (`42` is an EVENT).
 */
export function kindsOfTypes(type: string): readonly RowKind[] | undefined {
  const [, engineDigit, socketDigit] = /^(\d)(\d)?$/.exec(type) ?? [];
  if (socketDigit !== undefined) return engineDigit === '4' ? socketKinds(Number(socketDigit)) : undefined;
  const engine = engineDigit === undefined ? engineNamed(type) : ENGINE_PACKET_TYPES[Number(engineDigit)];
  if (engine !== undefined) return engine === 'message' ? MESSAGES : [engine];
  const socket = [SOCKET_PACKET_TYPES, SOCKET_PACKET_TYPES_4]
    .map((types) => types.findIndex((name) => name.toLowerCase() === type))
    .find((number) => number >= 0);
  return socket === undefined ? undefined : socketKinds(socket);
}

function engineNamed(name: string): (typeof ENGINE_PACKET_TYPES)[number] | undefined {
  return ENGINE_PACKET_TYPES.find((type) => type === name);
}

/** One number may have two names: what was ERROR became CONNECT_ERROR. */
function socketKinds(number: number): readonly RowKind[] | undefined {
  const kinds = [SOCKET_PACKET_TYPES[number], SOCKET_PACKET_TYPES_4[number]].filter((kind) => kind !== undefined);
  return kinds.length === 0 ? undefined : [...new Set(kinds)];
}
