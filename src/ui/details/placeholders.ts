import { base64Encode } from '../../base/bytes.ts';

// In valid JSON an unescaped quote follows a brace only where a key begins, so this cannot match inside a string.
const PLACEHOLDER =
  /\{\s*"_placeholder"\s*:\s*true\s*,\s*"num"\s*:\s*(\d+)\s*\}|\{\s*"num"\s*:\s*(\d+)\s*,\s*"_placeholder"\s*:\s*true\s*\}/g;

export type Placeholder = { readonly start: number; readonly num: number };

/** Where in a JSON text bytes stand, and which. */
export function placeholdersIn(json: string): readonly Placeholder[] {
  if (!json.includes('"_placeholder"')) return [];
  return Array.from(json.matchAll(PLACEHOLDER), ({ index, 1: num, 2: numFirst }) => ({
    start: index,
    num: Number(num ?? numFirst),
  }));
}

/** The exact JSON text with each attachment in its place as `{"$binary":"base64"}`. */
export function withBinary(json: string, attachments: readonly Uint8Array[]): string {
  return json.replace(PLACEHOLDER, (placeholder: string, num?: string, numFirst?: string) => {
    const bytes = attachments[Number(num ?? numFirst)];
    return bytes ? `{"$binary":"${base64Encode(bytes)}"}` : placeholder;
  });
}
