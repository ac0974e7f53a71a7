const SEPARATOR = '\x1e';

/** From `start` (inclusive) to `end` (exclusive), in UTF-16 code units. */
export type Span = { readonly start: number; readonly end: number };

/** The packets of a polling body. As in the official parser there is always one, if only an empty one. */
export function splitPayload(body: string): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (;;) {
    const end = body.indexOf(SEPARATOR, start);
    if (end < 0) break;
    spans.push({ start, end });
    start = end + 1;
  }
  spans.push({ start, end: body.length });
  return spans;
}
