import type { Result } from '../../base/result.ts';
import type { Malformed } from '../malformed.ts';
import { decodeText, type TextRules } from './decode-text.ts';
import { SOCKET_PACKET_TYPES, type SocketPacket } from './packet.ts';
import { payloadFlaw } from './payload-v5.ts';

const RULES: TextRules = { types: SOCKET_PACKET_TYPES, payloadFlaw };

/** As socket.io-parser 4.2. */
export function decodePacket(text: string): Result<SocketPacket, Malformed> {
  return decodeText(text, RULES);
}
