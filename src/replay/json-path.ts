import { fail, ok, type Result } from '../base/result.ts';
import { jsonChildren, jsonRoot, jsonString, type JsonNode } from '../protocol/json.ts';

/** A place in arguments, from the outside in: their index, then keys and indexes. */
export type JsonPath = readonly (string | number)[];

const STEP = /\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\.([^.[\]]+)/y;

/** Reads `[0].user.id` or, as the filter writes it, `arg[0].user["e-mail"]`. The failure is an offset in UTF-16 code units. */
export function readPath(text: string): Result<JsonPath, number> {
  const trimmed = text.trimEnd();
  const path: (string | number)[] = [];
  let at = /^\s*(?:arg(?=\[))?/.exec(trimmed)?.[0].length ?? 0;
  if (at === trimmed.length) return fail(at);
  while (at < trimmed.length) {
    STEP.lastIndex = at;
    const step = STEP.exec(trimmed);
    if (!step) return fail(at);
    const [all, index, quoted, key] = step;
    if (index !== undefined) path.push(Number(index));
    else path.push(key ?? unquoted(quoted ?? ''));
    at += all.length;
  }
  return typeof path[0] === 'number' ? ok(path) : fail(0);
}

/** What stands at `path` in valid JSON: a text's characters, of anything else the JSON as it is written. */
export function textAt(json: string, path: JsonPath): string | undefined {
  let node: JsonNode | undefined = jsonRoot(json);
  for (const step of path) {
    if (!node) return undefined;
    // Of a key that stands twice the last counts, as for every reader of JSON.
    if (typeof step === 'string') node = jsonChildren(json, node).findLast(({ key }) => key === step);
    else node = node.kind === 'array' ? jsonChildren(json, node, step, 1)[0] : undefined;
  }
  return node && jsonString(json, node);
}

function unquoted(inside: string): string {
  try {
    return String(JSON.parse(`"${inside}"`));
  } catch {
    // No escape of JSON: the characters as they are.
    return inside;
  }
}
