import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import { checkJson } from '../protocol/json.ts';
import { shownCharacter } from '../protocol/malformed.ts';
import { measure, repeatedName, writtenMembers } from './json-measure.ts';
import type { JsonObject } from './unknown-fields.ts';
import { isJsonObject, shownValue } from './unknown-fields.ts';

/** Nothing that is recorded nests so deep. Beyond some thousands cloning and writing would end the stack. */
const DEEPEST = 200;

/** The JSON object that a line holds, or a sentence that says where it goes wrong. `tell` hears what it is read in spite of. */
export function readJsonLine(line: string, tell: (problem: string) => void): Result<JsonObject, string> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // Engines word this error each in their own way, and not all of them tell the place.
    return fail(whereJsonEnds(line));
  }
  const { isTooDeep, members } = measure(value, DEEPEST);
  if (isTooDeep) return fail(TOO_DEEP);
  if (!isJsonObject(value)) return fail(`should be a JSON object, found ${shownValue(value)}.`);
  if (writtenMembers(line) !== members)
    tell(`has ${shownValue(repeatedName(line))} more than once; the last one counts.`);
  return ok(value);
}

const TOO_DEEP = `is nested deeper than ${DEEPEST} levels.`;

function whereJsonEnds(line: string): string {
  const malformed = checkJson(line, 0);
  // Some engines end their stack where others read on.
  if (!malformed) return TOO_DEEP;
  const column = malformed.offset + 1;
  if (malformed.reason === 'json-ends') return `is cut off: its JSON ends too early, at column ${column}.`;
  return `is not JSON: ${shownCharacter(line, malformed.offset)} cannot stand at column ${column}.`;
}
