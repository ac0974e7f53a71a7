import { base64Encode } from '../../../base/bytes.ts';
import { fail, ok, type Result } from '../../../base/result.ts';
import { checkJson, jsonChildren, jsonRoot, type JsonNode } from '../../../protocol/json.ts';
import { readArguments } from '../../../protocol/socketio/binary-json.ts';
import { withStandIns } from '../../../replay/template.ts';
import { hexText } from '../../details/hex.ts';
import type { Field } from './field-kinds.ts';

/** As hex they can be read, and soon no more. */
const MOST_AS_HEX = 64;

/** The arguments of a JSON array, each as it is best written by itself; or why it cannot be taken apart. */
export function readFields(args: string): Result<readonly Field[], string> {
  if (args.trim() === '') return ok([]);
  // Variables may stand where JSON has none.
  const json = withStandIns(args);
  const readable = readArguments(json);
  if (!readable.ok) {
    const { line, column, message } = readable.error;
    return fail(`line ${line}, column ${column}: ${message}`);
  }
  return ok(jsonChildren(json, jsonRoot(json)).map((node) => fieldOf(args.slice(node.start, node.end), node)));
}

function fieldOf(text: string, { kind }: JsonNode): Field {
  // A variable by itself, or text that only becomes JSON when it is filled.
  if (checkJson(text) !== undefined) return { kind: 'json', text };
  switch (kind) {
    case 'string':
      return { kind: 'text', text: String(JSON.parse(text)) };
    case 'number':
      return { kind: 'number', text };
    case 'object': {
      const bytes = bytesOf(text);
      if (!bytes) return { kind: 'json', text };
      return bytes.length > MOST_AS_HEX
        ? { kind: 'base64', text: base64Encode(bytes) }
        : { kind: 'hex', text: hexText(bytes) };
    }
    case 'array':
      return { kind: 'json', text };
    case 'true':
    case 'false':
    case 'null':
      return { kind: 'word', text };
  }
}

function bytesOf(text: string): Uint8Array | undefined {
  const value = readArguments(`[${text}]`);
  const [only] = value.ok ? value.value : [];
  return only instanceof Uint8Array ? only : undefined;
}
