import { base64Decode } from '../../base/bytes.ts';
import type { Payload } from '../../wire/wire-event.ts';
import type { JsonObject } from '../unknown-fields.ts';
import { isJsonObject } from '../unknown-fields.ts';
import { unpacked } from './unpack.ts';

/** `missing`: the file says that there was a body and does not hold it. */
export type Body =
  | { readonly kind: 'body'; readonly payload: Payload }
  | { readonly kind: 'none' | 'missing' | 'attached' }
  | { readonly kind: 'flawed'; readonly words: string };

const NONE: Body = { kind: 'none' };
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Of `response.content` or `request.postData`. `encodings`: what the headers say of compression. */
export async function bodyOf(held: unknown, encodings: string, sizeBytes: unknown): Promise<Body> {
  if (!isJsonObject(held)) return NONE;
  const { text } = held;
  if (held['_file'] !== undefined) return { kind: 'attached' };
  const isBinary = /octet-stream/i.test(String(held['mimeType']));
  if (text === undefined || text === null || (text === '' && isBinary && Number(sizeBytes) > 0)) {
    return Number(held['size'] ?? sizeBytes) > 0 ? { kind: 'missing' } : NONE;
  }
  if (typeof text !== 'string') return { kind: 'flawed', words: 'should be text' };
  if (encodingOf(held) === 'base64') return fromBase64(text, isBinary, encodings);
  // mitmproxy writes bytes that are mostly letters as text, one character a byte.
  if (isBinary && /^[\0\x01]/.test(text)) return fromCharacters(text);
  return { kind: 'body', payload: text };
}

/** HAR knows it for responses alone; for what was sent Sockscope writes it in a field of its own. */
function encodingOf(held: JsonObject): unknown {
  return held['encoding'] ?? held['_encoding'];
}

async function fromBase64(text: string, isBinary: boolean, encodings: string): Promise<Body> {
  const bytes = base64Decode(text.replace(/\s/g, ''));
  if (!bytes) return { kind: 'flawed', words: 'should be base64' };
  const plain = await unpacked(bytes, encodings);
  if (!plain.ok) return { kind: 'flawed', words: plain.error };
  if (isBinary) return { kind: 'body', payload: plain.value };
  const plainText = asText(plain.value);
  if (plainText !== undefined) return { kind: 'body', payload: plainText };
  const [packing] = /\b(br|zstd)\b/i.exec(encodings) ?? [];
  if (packing !== undefined) return { kind: 'flawed', words: `is compressed with ${packing}, which is not read here` };
  return { kind: 'body', payload: plain.value };
}

function fromCharacters(text: string): Body {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0xff) return { kind: 'flawed', words: 'holds bytes that were written as text, and some are lost' };
    bytes[i] = unit;
  }
  return { kind: 'body', payload: bytes };
}

function asText(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}
