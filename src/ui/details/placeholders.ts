import { base64Encode } from '../../base/bytes.ts';

// In valid JSON an unescaped quote follows a brace only where a key begins, so this cannot match inside a string.
const PLACEHOLDER =
  /\{\s*"_placeholder"\s*:\s*true\s*,\s*"num"\s*:\s*(\d+)\s*\}|\{\s*"num"\s*:\s*(\d+)\s*,\s*"_placeholder"\s*:\s*true\s*\}/g;

/** Longer than any placeholder with a sensible number: what is longer need not be looked at. */
const MOST_CHARACTERS = 80;

/** The attachment's number, where `json` from `start` to `end` is a placeholder. */
export function placeholderNumber(json: string, start: number, end: number): number | undefined {
  if (end - start > MOST_CHARACTERS) return undefined;
  const slice = json.slice(start, end);
  const [match] = slice.matchAll(PLACEHOLDER);
  return match?.[0] === slice ? Number(match[1] ?? match[2]) : undefined;
}

/** The exact JSON text with each attachment in its place as `{"$binary":"base64"}`. */
export function withBinary(json: string, attachments: readonly Uint8Array[]): string {
  return json.replace(PLACEHOLDER, (placeholder: string, num?: string, numFirst?: string) => {
    const bytes = attachments[Number(num ?? numFirst)];
    return bytes ? `{"$binary":"${base64Encode(bytes)}"}` : placeholder;
  });
}
