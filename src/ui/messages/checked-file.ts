import * as v from 'valibot';
import { fail, ok, type Result } from '../../base/result.ts';
import { checkJson, jsonChildren, jsonRoot, positionOf, type JsonNode } from '../../protocol/json.ts';

/** So many reasons are told; one file rarely goes wrong in more ways. */
const REASONS = 5;

export type FileKind = { readonly format: string; readonly version: number; readonly holds: string };

/** What a JSON file of ours holds, or what is wrong with it: sentences, each with its place. */
export function readCheckedFile<T>(
  text: string,
  { format, version, holds }: FileKind,
  schema: v.GenericSchema<unknown, T>,
): Result<T, readonly string[]> {
  const flaw = checkJson(text);
  if (flaw) return fail([`${lineAt(text, flaw.offset)}: this is not JSON.`]);
  const fields: Record<string, unknown> = { ...Object(JSON.parse(text)) };
  if (fields['format'] !== format) return fail([`The file holds no ${holds}: its “format” is not “${format}”.`]);
  if (fields['version'] !== version) {
    return fail([`The file is of version ${String(fields['version'])}; this Sockscope reads ${version}.`]);
  }
  const read = v.safeParse(schema, fields);
  if (read.success) return ok(read.output);
  const reasons = read.issues.map(({ path = [], message, input }) =>
    reasonOf(text, path, input === undefined ? 'is missing' : message),
  );
  const more = reasons.length - REASONS;
  return fail([...reasons.slice(0, REASONS), ...(more > 0 ? [`And ${more} more.`] : [])]);
}

function reasonOf(text: string, path: readonly { readonly key: unknown }[], message: string): string {
  let node: JsonNode | undefined = jsonRoot(text);
  let name = '';
  for (const { key } of path) {
    name += typeof key === 'number' ? `[${key}]` : `${name && '.'}${String(key)}`;
    // Of what is missing the place is that of its holder.
    node = childOf(text, node, key) ?? node;
  }
  return `${lineAt(text, node.start)}: “${name}” ${message}.`;
}

function childOf(text: string, node: JsonNode, key: unknown): JsonNode | undefined {
  if (typeof key === 'number') return node.kind === 'array' ? jsonChildren(text, node, key, 1)[0] : undefined;
  return jsonChildren(text, node).findLast((child) => child.key === key);
}

function lineAt(text: string, offset: number): string {
  const { line, column } = positionOf(text, offset);
  return `Line ${line}, column ${column}`;
}
