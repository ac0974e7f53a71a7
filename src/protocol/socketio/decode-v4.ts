import { ok, type Result } from '../../base/result.ts';
import type { Malformed } from '../malformed.ts';
import { decodeText, type TextRules } from './decode-text.ts';
import { SOCKET_PACKET_TYPES_4, type SocketPacket } from './packet.ts';
import { payloadFlaw } from './payload-v4.ts';

const RULES: TextRules = { types: SOCKET_PACKET_TYPES_4, payloadFlaw };

/** As socket.io-parser 3.4, but that the query of a CONNECT (`0/chat?token=x,`) is not part of its namespace. */
export function decodePacket(text: string): Result<SocketPacket, Malformed> {
  const decoded = decodeText(text, RULES);
  if (!decoded.ok || decoded.value.type !== 'CONNECT') return decoded;
  const queryAt = decoded.value.nsp.indexOf('?');
  return queryAt < 0 ? decoded : ok({ ...decoded.value, nsp: decoded.value.nsp.slice(0, queryAt) });
}
