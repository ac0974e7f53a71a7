export { buildJson } from './json-build.ts';
export { checkJson } from './json-check.ts';
export { jsonChildren, jsonRoot, jsonString } from './json-tree.ts';
export type { JsonKind, JsonNode } from './json-tree.ts';

/** Line and column of an offset as an editor counts them: from 1, columns in UTF-16 code units. */
export function positionOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let lineStart = 0;
  for (;;) {
    const feed = text.indexOf('\n', lineStart);
    if (feed < 0 || feed >= offset) return { line, column: offset - lineStart + 1 };
    line++;
    lineStart = feed + 1;
  }
}
