import { base64Encode, utf8Bytes } from '../../../base/bytes.ts';
import { fail, ok, type Result } from '../../../base/result.ts';
import { readArguments } from '../../../protocol/socketio/binary-json.ts';
import { withStandIns } from '../../../replay/template.ts';
import { hexText } from '../../details/hex.ts';
import { readBase64, readHex } from '../bytes-text.ts';
import { isBytes, JSON_WORDS, type Field, type FieldKind } from './field-kinds.ts';

/** The arguments as a JSON array. What is flawed stands in it as it was typed, so that it is not lost and gets refused. */
export function writeFields(fields: readonly Field[]): string {
  return `[${fields.map(textOf).join(', ')}]`;
}

function textOf({ kind, text }: Field): string {
  if (kind === 'text') return JSON.stringify(text);
  if (!isBytes(kind)) return text;
  const bytes = bytesOf({ kind, text });
  // Half a byte of hex may read as base64; with a colon it cannot.
  return `{"$binary":${JSON.stringify(bytes.ok ? base64Encode(bytes.value) : `${kind}:${text}`)}}`;
}

/** What is wrong with a field, beginning with the place where there is one. */
export function flawOf(field: Field): string | undefined {
  const { kind, text } = field;
  if (kind === 'text') return undefined;
  if (isBytes(kind)) {
    const bytes = bytesOf(field);
    return bytes.ok ? undefined : bytes.error;
  }
  const value = readArguments(`[${withStandIns(text)}]`);
  if (!value.ok) {
    const { line, column, message } = value.error;
    return `line ${line}, column ${line === 1 ? column - 1 : column}: ${message}`;
  }
  if (value.value.length !== 1) return value.value.length === 0 ? 'a value is missing' : 'one value a field';
  const [only] = value.value;
  if (kind === 'number' && typeof only !== 'number' && !text.includes('{{')) return 'this is no number';
  return kind === 'word' && !JSON_WORDS.includes(text) ? 'true, false or null' : undefined;
}

/** The same written in another way, as far as it can be: undefined where it cannot. */
export function rewritten(field: Field, kind: FieldKind): Field | undefined {
  if (kind === field.kind) return field;
  if (isBytes(kind)) return asBytes(field, kind);
  // Bytes are the JSON that stands for them.
  const text = isBytes(field.kind) ? textOf(field) : field.text;
  if (kind === 'json') return { kind, text: textOf(field) };
  if (kind === 'word') return { kind, text: JSON_WORDS.includes(text) ? text : 'null' };
  return { kind, text };
}

function asBytes(field: Field, kind: 'hex' | 'base64' | 'utf8'): Field | undefined {
  const bytes = isBytes(field.kind) ? bytesOf(field) : ok(utf8Bytes(field.text));
  if (!bytes.ok) return undefined;
  if (kind === 'hex') return { kind, text: hexText(bytes.value) };
  if (kind === 'base64') return { kind, text: base64Encode(bytes.value) };
  const text = utf8Text(bytes.value);
  return text === undefined ? undefined : { kind, text };
}

function bytesOf({ kind, text }: Field): Result<Uint8Array, string> {
  if (kind === 'hex') return readHex(text);
  if (kind === 'base64') return readBase64(text);
  return kind === 'utf8' ? ok(utf8Bytes(text)) : fail('these are no bytes');
}

/** Undefined where text could not give the same bytes back. */
function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
