import { base64Decode, base64Encode, base64FlawAt } from '../../base/bytes.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { buildJson, checkJson, positionOf } from '../json.ts';
import { type Malformed, shownCharacter } from '../malformed.ts';
import { skipBlanks } from '../json-scan.ts';

/** `message` does not name the place: `offset` (UTF-16 code units), `line` and `column` (both from 1) do. */
export type ArgumentsProblem = {
  readonly message: string;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
};

/** Reads a JSON array that a person wrote, in which bytes stand as `{"$binary":"base64"}`. */
export function readArguments(text: string): Result<readonly unknown[], ArgumentsProblem> {
  const flaw = checkJson(text);
  if (flaw !== undefined) return fail(problem(text, flaw.offset, messageOf(flaw, text)));
  let badAt: number | undefined;
  const value = buildJson(text, (object, start) => {
    const base64 = object['$binary'];
    if (typeof base64 !== 'string' || Object.keys(object).length !== 1) return object;
    const bytes = base64FlawAt(base64) < 0 ? base64Decode(base64) : undefined;
    if (bytes === undefined) badAt ??= start;
    return bytes;
  });
  if (badAt !== undefined) return fail(problem(text, badAt, 'the text of $binary is not base64'));
  if (!Array.isArray(value)) {
    return fail(problem(text, skipBlanks(text, 0), 'arguments are a JSON array: put [ and ] around them'));
  }
  return ok(value);
}

/** The inverse of `readArguments`, on one line. */
export function writeArguments(values: readonly unknown[]): string {
  return JSON.stringify(values, function (this: Readonly<Record<string, unknown>>, key: string, value: unknown) {
    // Not `value`, which went through `toJSON`: Node's Buffer has one.
    const original = this[key];
    return original instanceof Uint8Array ? { $binary: base64Encode(original) } : value;
  });
}

function messageOf(flaw: Malformed, text: string): string {
  return flaw.reason === 'json-ends'
    ? 'the JSON ends too early'
    : `${shownCharacter(text, flaw.offset)} cannot stand here`;
}

function problem(text: string, offset: number, message: string): ArgumentsProblem {
  return { message, offset, ...positionOf(text, offset) };
}
