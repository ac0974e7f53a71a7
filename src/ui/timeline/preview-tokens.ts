/** `at` is its offset in the preview. */
export type PreviewToken = { readonly at: number; readonly text: string; readonly isKey: boolean };

/** A JSON string with the colon that makes it a key. Previews are cut at a length, so the rest need not be JSON. */
const KEY = /"(?:[^"\\]|\\.)*"\s*:/g;

/** Splits a one-line preview so that keys can stand back behind values. */
export function previewTokens(preview: string): readonly PreviewToken[] {
  const tokens: PreviewToken[] = [];
  let from = 0;
  for (const match of preview.matchAll(KEY)) {
    if (match.index > from) tokens.push({ at: from, text: preview.slice(from, match.index), isKey: false });
    tokens.push({ at: match.index, text: match[0], isKey: true });
    from = match.index + match[0].length;
  }
  if (from < preview.length) tokens.push({ at: from, text: preview.slice(from), isKey: false });
  return tokens;
}
