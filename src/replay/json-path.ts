import { jsonChildren, jsonRoot, jsonString, type JsonNode } from '../protocol/json.ts';
import type { Path } from '../base/paths/path.ts';

/** What stands at `path` in valid JSON: a text's characters, of anything else the JSON as it is written. */
export function textAt(json: string, path: Path): string | undefined {
  let node: JsonNode | undefined = jsonRoot(json);
  for (const step of path) {
    if (!node) return undefined;
    // Of a key that stands twice the last counts, as for every reader of JSON.
    if (typeof step === 'string') node = jsonChildren(json, node).findLast(({ key }) => key === step);
    else node = node.kind === 'array' ? jsonChildren(json, node, step, 1)[0] : undefined;
  }
  return node && jsonString(json, node);
}
