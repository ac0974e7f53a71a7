import { unreachable } from '../../base/unreachable.ts';
import { checkJson } from '../json-check.ts';
import { OPEN_BRACE, OPEN_BRACKET, QUOTE, skipBlanks, startsNumber } from '../json-scan.ts';
import type { Malformed } from '../malformed.ts';
import type { SocketPacketType } from './packet.ts';

const LETTER_N = 0x6e;

/** What keeps `text` from `at` on from being the payload of such a packet: socket.io-parser 3.4 looks less closely. */
export function payloadFlaw(type: SocketPacketType, text: string, at: number): Malformed | undefined {
  const flaw = checkJson(text, at);
  if (flaw !== undefined) return flaw;
  return isFine(type, text, at, text.charCodeAt(at)) ? undefined : { reason: 'payload-type', offset: at };
}

function isFine(type: SocketPacketType, text: string, at: number, unit: number): boolean {
  switch (type) {
    case 'EVENT':
    case 'BINARY_EVENT':
      return unit === OPEN_BRACKET && startsName(text.charCodeAt(skipBlanks(text, at + 1)));
    case 'ACK':
    case 'BINARY_ACK':
      return unit === OPEN_BRACKET;
    case 'CONNECT':
      return isObject(unit);
    case 'ERROR':
    case 'CONNECT_ERROR':
      return unit === QUOTE || isObject(unit);
    case 'DISCONNECT':
      return false;
    default:
      return unreachable(type);
  }
}

function startsName(unit: number): boolean {
  return unit === QUOTE || startsNumber(unit);
}

/** What JavaScript calls so: arrays and null as well. */
function isObject(unit: number): boolean {
  return unit === OPEN_BRACE || unit === OPEN_BRACKET || unit === LETTER_N;
}
