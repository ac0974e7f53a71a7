import { fail, ok, type Result } from '../../base/result.ts';
import { checkJson } from '../json-check.ts';
import type { Malformed } from '../malformed.ts';
import type { Handshake } from './packet.ts';

/** Of the text of an `open` packet, or of its whole frame with `from` 1. Unknown fields are fine. */
export function decodeHandshake(text: string, from = 0): Result<Handshake, Malformed> {
  const flaw = checkJson(text, from);
  if (flaw !== undefined) return fail(flaw);
  const value: unknown = JSON.parse(text.slice(from));
  const handshake = handshakeOf(value);
  return handshake === undefined ? fail({ reason: 'handshake', offset: from }) : ok(handshake);
}

function handshakeOf(value: unknown): Handshake | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { sid, upgrades, pingInterval, pingTimeout, maxPayload }: Readonly<Record<string, unknown>> = { ...value };
  if (typeof sid !== 'string' || !isListOfStrings(upgrades)) return undefined;
  if (!isAmount(pingInterval) || !isAmount(pingTimeout)) return undefined;
  const known = { sid, upgrades, pingInterval, pingTimeout };
  // The official client takes anything else for "no limit".
  return isAmount(maxPayload) ? { ...known, maxPayload } : known;
}

function isListOfStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((element) => typeof element === 'string');
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
