import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import type { JsonNode } from '../../protocol/json.ts';
import { checkJson, jsonChildren, jsonRoot, jsonString, positionOf } from '../../protocol/json.ts';
import type { FieldName } from './form.ts';
import { LABELS } from './form.ts';

/** A member of a JSON object whose value is text, a number, true or false. */
export type TextMember = { readonly name: string; readonly text: string; readonly place: string };

/** Undefined where nothing is typed. A failure names line and column. */
export function readJsonObject(
  field: FieldName,
  text: string,
): Result<Readonly<Record<string, unknown>> | undefined, string> {
  if (text.trim() === '') return ok(undefined);
  const malformed = checkJson(text, 0);
  if (malformed) {
    const character = text.slice(malformed.offset, malformed.offset + 1).trim();
    const what = character === '' ? 'the JSON is not complete' : `“${character}” cannot stand here in JSON`;
    return fail(`${placeIn(field, text, malformed.offset)}: ${what}.`);
  }
  const value: unknown = JSON.parse(text);
  if (isRecord(value)) return ok(value);
  return fail(`${LABELS[field]} is not a JSON object: write it in braces, like {"key": "value"}.`);
}

/** The members of a JSON object that goes where only text can, such as an address or a header. */
export function readTextMembers(field: FieldName, text: string): Result<readonly TextMember[], string> {
  const object = readJsonObject(field, text);
  if (!object.ok) return object;
  if (object.value === undefined) return ok([]);
  const nodes = jsonChildren(text, jsonRoot(text));
  const members = nodes.map((node) => ({
    name: node.key ?? '',
    text: jsonString(text, node),
    place: placeIn(field, text, node.start),
  }));
  const nested = nodes.findIndex(isNotText);
  const odd = members[nested];
  return odd ? fail(`${odd.place}: “${odd.name}” must be text, a number, true or false.`) : ok(members);
}

function isNotText({ kind }: JsonNode): boolean {
  return kind === 'object' || kind === 'array' || kind === 'null';
}

function placeIn(field: FieldName, text: string, offset: number): string {
  const { line, column } = positionOf(text, offset);
  return `${LABELS[field]}, line ${line}, column ${column}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
