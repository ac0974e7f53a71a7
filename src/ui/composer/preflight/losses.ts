import { COLON, numberEnd, QUOTE, skipBlanks, startsNumber, stringEnd, unitAt } from '../../../protocol/json-scan.ts';
import type { ParserName } from '../../../session/header.ts';

/** What arrives otherwise than it is typed: `from` and `to` are its place in the text. */
export type Loss = { readonly from: number; readonly to: number; readonly message: string };

const MOST_TOLD = 20;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** `json` must be valid. `hasBytes`: attachments stand beside it. */
export function lossesIn(json: string, parser: ParserName, hasBytes: boolean): readonly Loss[] {
  const losses: Loss[] = [];
  for (let at = 0; at < json.length && losses.length < MOST_TOLD;) {
    const unit = unitAt(json, at);
    const isNumber = startsNumber(unit);
    if (!isNumber && unit !== QUOTE) {
      at++;
      continue;
    }
    const end = isNumber ? numberEnd(json, at) : stringEnd(json, at);
    if (end < 0) break;
    const literal = json.slice(at, end);
    const message = isNumber
      ? numberLoss(literal, parser)
      : stringLoss(literal, isKeyBefore(json, end), parser, hasBytes);
    if (message !== undefined) losses.push({ from: at, to: end, message });
    at = end;
  }
  return losses;
}

function isKeyBefore(json: string, end: number): boolean {
  return unitAt(json, skipBlanks(json, end)) === COLON;
}

function numberLoss(literal: string, parser: ParserName): string | undefined {
  const value = Number(literal);
  if (Object.is(value, -0) && !/[1-9]/.test(literal)) return '-0 arrives as 0';
  if (!Number.isFinite(value)) return `${cut(literal)} arrives as ${parser === 'msgpack' ? 'Infinity' : 'null'}`;
  // notepack.io 2.2 keeps the lower 64 bits.
  const isTooWide = Number.isInteger(value) && (value >= 2 ** 64 || value < -(2 ** 63));
  if (parser === 'msgpack' && isTooWide) return `${cut(literal)} is too large for MessagePack and arrives as another`;
  const isKept =
    parser === 'msgpack' && /^-?\d+$/.test(literal)
      ? BigInt(literal) === BigInt(value)
      : normal(literal) === normal(String(value));
  return isKept ? undefined : `${cut(literal)} arrives as ${value}`;
}

/** Digits without zeros around them, and the power of ten of the last: equal exactly where the numbers are. */
function normal(literal: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(literal) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}

function stringLoss(literal: string, isKey: boolean, parser: ParserName, hasBytes: boolean): string | undefined {
  if (isKey && literal === '"_placeholder"' && hasBytes) return '_placeholder is taken for one of the attachments';
  if (parser === 'default') return undefined;
  const text: unknown = JSON.parse(literal);
  if (isKey && text === '__proto__') return 'a MessagePack server loses a key named __proto__';
  // notepack.io 2.2 takes every surrogate for the first of a pair, and swallows what follows.
  return LONE_SURROGATE.test(String(text)) ? 'half of a surrogate pair: MessagePack damages this text' : undefined;
}

function cut(literal: string): string {
  return literal.length > 24 ? `${literal.slice(0, 24)}…` : literal;
}
