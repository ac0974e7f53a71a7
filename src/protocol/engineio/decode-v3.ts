import { base64Decode, base64FlawAt } from '../../base/bytes.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { Payload } from '../../wire/wire-event.ts';
import type { Malformed } from '../malformed.ts';
import { ENGINE_PACKET_TYPES, type EnginePacket, type EnginePacketType } from './packet.ts';

const BASE64_MARK = 0x62;
const ZERO = 0x30;
const NO_BYTES = new Uint8Array(0);

/** One packet, of a frame or of a body. Unlike in generation 4 bytes, too, begin with the packet's type. */
export function decodePart(part: Payload): Result<EnginePacket, Malformed> {
  if (part.length === 0) return fail({ reason: 'empty', offset: 0 });
  if (typeof part !== 'string') return binaryPacket(ENGINE_PACKET_TYPES[part[0] ?? 0], part.subarray(1), 0);
  const unit = part.charCodeAt(0);
  if (unit === BASE64_MARK) return decodeBase64(part);
  const type = ENGINE_PACKET_TYPES[unit - ZERO];
  if (type === 'message') return ok({ type, body: part.slice(1) });
  return type === undefined ? fail({ reason: 'unknown-engine-type', offset: 0 }) : ok({ type, text: part.slice(1) });
}

/** `b`, the type, and base64 without a length of its own. */
function decodeBase64(part: string): Result<EnginePacket, Malformed> {
  const type = ENGINE_PACKET_TYPES[part.charCodeAt(1) - ZERO];
  const flawAt = base64FlawAt(part, 2);
  const body = flawAt < 0 ? base64Decode(part.slice(2)) : undefined;
  if (type === undefined || body !== undefined) return binaryPacket(type, body ?? NO_BYTES, 1);
  return fail({ reason: 'bad-base64', offset: flawAt });
}

function binaryPacket(
  type: EnginePacketType | undefined,
  body: Uint8Array,
  typeAt: number,
): Result<EnginePacket, Malformed> {
  if (type === undefined) return fail({ reason: 'unknown-engine-type', offset: typeAt });
  return ok(type === 'message' ? { type, body } : { type, text: new TextDecoder().decode(body) });
}
