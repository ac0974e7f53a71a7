import { numberEnd, OPEN_BRACKET, QUOTE, skipBlanks, startsNumber, unitAt } from '../json-scan.ts';
import { stringAt } from '../json-tree.ts';
import type { SocketPacket } from './packet.ts';

/** Name of an EVENT or BINARY_EVENT; a number as it is written. */
export function eventName(packet: SocketPacket): string | undefined {
  const { type, json } = packet;
  if (type !== 'EVENT' && type !== 'BINARY_EVENT') return undefined;
  const at = firstAt(json);
  if (at < 0) return undefined;
  const unit = unitAt(json, at);
  if (unit === QUOTE) return stringAt(json, at);
  return startsNumber(unit) ? json.slice(at, numberEnd(json, at)) : undefined;
}

function firstAt(json: string): number {
  return unitAt(json, 0) === OPEN_BRACKET ? skipBlanks(json, 1) : -1;
}
