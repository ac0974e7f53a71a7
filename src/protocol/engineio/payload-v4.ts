import type { Payload } from '../../wire/wire-event.ts';
import type { Span } from './span.ts';

const SEPARATOR = '\x1e';

/**
 * The packets of a polling body. As in the official parser there is always one, if only an empty one; but none in bytes,
 * which generation 4 does not send.
 */
export function splitPayload(body: Payload): readonly Span[] {
  if (typeof body !== 'string') return [];
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
