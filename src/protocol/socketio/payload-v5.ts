import { unreachable } from '../../base/unreachable.ts';
import { checkJson } from '../json-check.ts';
import { OPEN_BRACE, OPEN_BRACKET, QUOTE, skipBlanks, startsNumber } from '../json-scan.ts';
import { stringAt } from '../json-tree.ts';
import type { Malformed } from '../malformed.ts';
import type { SocketPacketType } from './packet.ts';

/** Names that the libraries keep for themselves; the official parser refuses them in an EVENT. */
const RESERVED_EVENTS: readonly string[] = [
  'connect',
  'connect_error',
  'disconnect',
  'disconnecting',
  'newListener',
  'removeListener',
];

/** What keeps `text` from `at` on from being the payload of such a packet. */
export function payloadFlaw(type: SocketPacketType, text: string, at: number): Malformed | undefined {
  const flaw = checkJson(text, at);
  if (flaw !== undefined) return flaw;
  const unit = text.charCodeAt(at);
  switch (type) {
    case 'EVENT':
    case 'BINARY_EVENT':
      return unit === OPEN_BRACKET ? nameFlaw(text, skipBlanks(text, at + 1)) : wrongType(at);
    case 'ACK':
    case 'BINARY_ACK':
      return unit === OPEN_BRACKET ? undefined : wrongType(at);
    case 'CONNECT':
      return unit === OPEN_BRACE ? undefined : wrongType(at);
    case 'CONNECT_ERROR':
    case 'ERROR':
      return unit === OPEN_BRACE || unit === QUOTE ? undefined : wrongType(at);
    case 'DISCONNECT':
      return wrongType(at);
    default:
      return unreachable(type);
  }
}

function wrongType(offset: number): Malformed {
  return { reason: 'payload-type', offset };
}

function nameFlaw(text: string, at: number): Malformed | undefined {
  const unit = text.charCodeAt(at);
  if (unit === QUOTE) {
    return mayBeReserved(text, at) && RESERVED_EVENTS.includes(stringAt(text, at))
      ? { reason: 'reserved-event', offset: at }
      : undefined;
  }
  return startsNumber(unit) ? undefined : wrongType(at);
}

/** All reserved names start with c, d, n or r, written so or escaped. */
function mayBeReserved(text: string, quote: number): boolean {
  switch (text.charCodeAt(quote + 1)) {
    case 0x5c: // backslash
    case 0x63:
    case 0x64:
    case 0x6e:
    case 0x72:
      return true;
    default:
      return false;
  }
}
