import { CLOSE_BRACKET, COMMA, QUOTE, unitAt } from '../json-scan.ts';

/** Where in an EVENT's JSON its last argument begins with the comma before it, and where it ends. */
type Tail = { readonly commaAt: number; readonly start: number; readonly end: number };

/**
 * The offset that connection state recovery (socket.io 4.6) adds to an event as its last argument: letters, digits,
 * hyphens and underscores, as its adapters make them. Undefined where the last argument cannot be one.
 */
export function offsetIn(json: string): string | undefined {
  const tail = tailOf(json);
  return tail && json.slice(tail.start, tail.end);
}

export function withoutOffset(json: string): string {
  const tail = tailOf(json);
  return tail ? `${json.slice(0, tail.commaAt)}]` : json;
}

/** `json` is valid, so a quote that no backslash escapes and a comma before it are what they look like. */
function tailOf(json: string): Tail | undefined {
  const end = json.length - 2;
  if (unitAt(json, end + 1) !== CLOSE_BRACKET || unitAt(json, end) !== QUOTE) return undefined;
  let start = end;
  while (start > 0 && isIdUnit(json.charCodeAt(start - 1))) start--;
  const isWhole = start < end && json.charCodeAt(start - 1) === QUOTE && json.charCodeAt(start - 2) === COMMA;
  return isWhole ? { commaAt: start - 2, start, end } : undefined;
}

function isIdUnit(unit: number): boolean {
  if (unit < 0x41) return unit === 0x2d || (unit >= 0x30 && unit <= 0x39);
  return unit <= 0x5a || unit === 0x5f || (unit >= 0x61 && unit <= 0x7a);
}

/** The id of a recoverable session, in the JSON of a received CONNECT. */
export function pidIn(json: string): string | undefined {
  if (!json.includes('"pid"')) return undefined;
  const answer: unknown = JSON.parse(json);
  if (typeof answer !== 'object' || answer === null || !('pid' in answer)) return undefined;
  return typeof answer.pid === 'string' ? answer.pid : undefined;
}
