import type { Payload } from '../../wire/wire-event.ts';
import type { MalformedReason } from '../malformed.ts';
import type { Span } from './span.ts';

const COLON = 0x3a;
const END_OF_LENGTH = 0xff;
/** As in engine.io-parser 2.2: as many as the largest number of JavaScript has. */
const MOST_DIGITS = 310;

/**
 * The packets of a polling body: `<length>:<packet>` in text, `<0 text | 1 bytes> <digits, a byte each> 255 <packet>` in
 * bytes. What cannot be told apart is one malformed rest.
 */
export function splitPayload(body: Payload): readonly Span[] {
  return typeof body === 'string' ? splitText(body) : splitBytes(body);
}

/** Lengths count UTF-16 code units. Packets of length 0 are left out, as the official parser does. */
function splitText(body: string): readonly Span[] {
  if (body === '') return [flawed(0, 0, 'empty', 0)];
  const spans: Span[] = [];
  let at = 0;
  while (at < body.length) {
    const colon = body.indexOf(':', at);
    // `Number` reads what the official parser reads: `1e1` and ` 7`, too.
    const length = colon <= at ? NaN : Number(body.slice(at, colon));
    if (!Number.isInteger(length) || length < 0)
      return [...spans, flawed(at, body.length, 'bad-length', flawIn(body, at))];
    const start = colon + 1;
    const end = start + length;
    if (end > body.length) return [...spans, flawed(at, body.length, 'packet-cut', body.length - at)];
    if (length > 0) spans.push({ start, end });
    at = end;
  }
  return spans;
}

/** Offset from `at` of the first character that cannot stand in a length. */
function flawIn(body: string, at: number): number {
  let end = at;
  while (end < body.length && isDigit(body.charCodeAt(end) - 0x30)) end++;
  return body.charCodeAt(end) === COLON ? 0 : end - at;
}

function splitBytes(body: Uint8Array): readonly Span[] {
  const spans: Span[] = [];
  let at = 0;
  while (at < body.length) {
    const kind = body[at] ?? 0;
    let length = 0;
    let lengthEnd = at + 1;
    while (isDigit(body[lengthEnd] ?? -1) && lengthEnd - at <= MOST_DIGITS)
      length = length * 10 + (body[lengthEnd++] ?? 0);
    const hasLength = kind <= 1 && lengthEnd > at + 1 && body[lengthEnd] === END_OF_LENGTH;
    if (!hasLength) {
      return [...spans, flawed(at, body.length, 'bad-length', kind > 1 ? 0 : lengthEnd - at)];
    }
    const start = lengthEnd + 1;
    const end = start + length;
    if (end > body.length) return [...spans, flawed(at, body.length, 'packet-cut', body.length - at)];
    spans.push(kind === 0 ? { start, end, isText: true } : { start, end });
    at = end;
  }
  return spans;
}

function isDigit(value: number): boolean {
  return value >= 0 && value <= 9;
}

function flawed(start: number, end: number, reason: MalformedReason, offset: number): Span {
  return { start, end, malformed: { reason, offset } };
}
