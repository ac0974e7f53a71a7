import { base64Decode, base64FlawAt } from '../../base/bytes.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { Payload } from '../../wire/wire-event.ts';
import type { Malformed } from '../malformed.ts';
import { ENGINE_PACKET_TYPES, type EnginePacket } from './packet.ts';

const BASE64_MARK = 0x62;
const MESSAGE = 0x34;

/** One WebSocket frame. */
export function decodeFrame(frame: Payload): Result<EnginePacket, Malformed> {
  // A text frame may carry base64 as well: the official parser takes it on every transport.
  return typeof frame === 'string' ? decodePart(frame) : ok({ type: 'message', body: frame });
}

/** One packet of a polling body, without its separators. */
export function decodePart(part: string): Result<EnginePacket, Malformed> {
  if (part.length === 0) return fail({ reason: 'empty', offset: 0 });
  const unit = part.charCodeAt(0);
  if (unit === MESSAGE) return ok({ type: 'message', body: part.slice(1) });
  if (unit === BASE64_MARK) return decodeBase64(part);
  const type = ENGINE_PACKET_TYPES[unit - 0x30];
  if (type === undefined || type === 'message') return fail({ reason: 'unknown-engine-type', offset: 0 });
  return ok({ type, text: part.slice(1) });
}

function decodeBase64(part: string): Result<EnginePacket, Malformed> {
  const flawAt = base64FlawAt(part, 1);
  const body = flawAt < 0 ? base64Decode(part.slice(1)) : undefined;
  return body === undefined ? fail({ reason: 'bad-base64', offset: flawAt }) : ok({ type: 'message', body });
}
