import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import { checkJson } from '../protocol/json.ts';
import { shownCharacter } from '../protocol/malformed.ts';
import type { JsonObject } from './unknown-fields.ts';
import { isJsonObject, shownValue } from './unknown-fields.ts';

/** The JSON object that a line holds, or a sentence that says where it goes wrong. */
export function readJsonLine(line: string): Result<JsonObject, string> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // Engines word this error each in their own way, and not all of them tell the place.
    return fail(whereJsonEnds(line));
  }
  return isJsonObject(value) ? ok(value) : fail(`should be a JSON object, found ${shownValue(value)}.`);
}

function whereJsonEnds(line: string): string {
  const malformed = checkJson(line, 0);
  if (!malformed) return 'is not JSON.';
  const column = malformed.offset + 1;
  if (malformed.reason === 'json-ends') return `is cut off: its JSON ends too early, at column ${column}.`;
  return `is not JSON: ${shownCharacter(line, malformed.offset)} cannot stand at column ${column}.`;
}
