import { fail, ok, type Result } from '../../base/result.ts';
import type { Malformed } from '../malformed.ts';
import { isBlank, isDigit } from './number-units.ts';
import type { SocketPacket, SocketPacketType } from './packet.ts';

/** As in socket.io-parser 3.4.4 and 4.2.7, which take the client down with an error for more. */
const MAX_ATTACHMENTS = 10;
const SLASH = 0x2f;

/** What differs between the generations in a packet's text. */
export type TextRules = {
  /** In the order of their numbers on the wire. */
  readonly types: readonly SocketPacketType[];
  /** What keeps `text` from `at` on from being the payload of such a packet. */
  readonly payloadFlaw: (type: SocketPacketType, text: string, at: number) => Malformed | undefined;
};

/**
 * Takes and refuses what socket.io-parser does, oddities included: blanks count as digits (of the type, too: 0), and
 * any packet may come without its payload.
 */
export function decodeText(text: string, { types, payloadFlaw }: TextRules): Result<SocketPacket, Malformed> {
  const type = typeOf(text, types);
  if (type === undefined) return fail({ reason: 'unknown-socket-type', offset: 0 });
  let attachments = 0;
  let nspAt = Math.min(1, text.length);
  if (type === 'BINARY_EVENT' || type === 'BINARY_ACK') {
    const dash = text.indexOf('-', 1);
    attachments = dash < 0 ? 0 : attachmentCount(text, dash);
    if (!(attachments >= 1)) return fail({ reason: 'bad-attachment-count', offset: countFlawAt(text) });
    if (attachments > MAX_ATTACHMENTS) return fail({ reason: 'too-many-attachments', offset: 1 });
    nspAt = dash + 1;
  }
  let nsp = '/';
  let idAt = nspAt;
  if (nspAt < text.length && text.charCodeAt(nspAt) === SLASH) {
    const comma = text.indexOf(',', nspAt);
    nsp = comma < 0 ? text.slice(nspAt) : text.slice(nspAt, comma);
    idAt = comma < 0 ? text.length : comma + 1;
  }
  const jsonAt = idEnd(text, idAt);
  const id = jsonAt === idAt ? undefined : idValue(text, idAt, jsonAt);
  const flaw = jsonAt === text.length ? undefined : payloadFlaw(type, text, jsonAt);
  if (flaw !== undefined) return fail(flaw);
  return ok({ type, nsp, id, attachments, json: text.slice(jsonAt), nspAt, idAt, jsonAt });
}

function typeOf(text: string, types: readonly SocketPacketType[]): SocketPacketType | undefined {
  if (text.length === 0) return 'CONNECT';
  const unit = text.charCodeAt(0);
  if (isDigit(unit)) return types[unit - 0x30];
  return isBlank(unit) ? 'CONNECT' : undefined;
}

/** What JavaScript takes for a whole number: `0x1` and `1e0`, too. NaN for all else. */
function attachmentCount(text: string, dash: number): number {
  if (dash === 2 && isDigit(text.charCodeAt(1))) return text.charCodeAt(1) - 0x30;
  const count = Number(text.slice(1, dash));
  return Number.isInteger(count) ? count : NaN;
}

/** The first character that is no digit where one must be; a count of 0 itself. */
function countFlawAt(text: string): number {
  let at = 1;
  while (at < text.length && isDigit(text.charCodeAt(at))) at++;
  return at > 1 && text[at] === '-' ? 1 : at;
}

function idEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && (isDigit(text.charCodeAt(at)) || isBlank(text.charCodeAt(at)))) at++;
  return at;
}

function idValue(text: string, from: number, to: number): number {
  // 15 digits are always exact.
  if (to - from > 15) return Number(text.slice(from, to));
  let value = 0;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (!isDigit(unit)) return Number(text.slice(from, to));
    value = value * 10 + unit - 0x30;
  }
  return value;
}
