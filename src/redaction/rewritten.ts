import type { Payload, WireEvent } from '../wire/wire-event.ts';
import { applied, type Edit } from './edits.ts';
import { percentEncoded } from './forms.ts';
import type { RewrittenText } from './rule.ts';

type Stretch = { readonly start: number; readonly end: number };
/** What to mark: the ways a secret is written, and its name in the file. */
type Searched = { readonly was: readonly string[]; readonly file: string };

export function editedText(was: string, edits: readonly Edit[]): RewrittenText {
  const wasMarks: Stretch[] = [];
  const fileMarks: Stretch[] = [];
  let moved = 0;
  for (const { start, end, text } of edits) {
    wasMarks.push({ start, end });
    fileMarks.push({ start: start + moved, end: start + moved + text.length });
    moved += text.length - (end - start);
  }
  return { was, wasMarks, file: applied(was, edits), fileMarks };
}

/** Where nothing tells which stretch became which. */
export function comparedTexts(was: string, file: string, searched: readonly Searched[]): RewrittenText {
  const wanted = searched.flatMap((secret) => secret.was.flatMap((value) => [value, percentEncoded(value)]));
  return {
    was,
    wasMarks: placesOf(was, wanted),
    file,
    fileMarks: placesOf(
      file,
      searched.map((secret) => secret.file),
    ),
  };
}

/** Its fields as JSON and its payload; of a frame only that. */
export function shownEvent(event: WireEvent): string {
  const {
    payload,
    at: _at,
    conn: _conn,
    chan: _chan,
    via: _via,
    ...fields
  } = { payload: undefined, chan: 0, via: '', ...event };
  const shown = payload === undefined ? '' : shownPayload(payload);
  if (event.kind === 'frame') return shown;
  return [JSON.stringify(fields, undefined, 2), shown].filter((text) => text !== '').join('\n\n');
}

/** Bytes as their ASCII characters, with dots for all others. */
function shownPayload(payload: Payload): string {
  if (typeof payload === 'string') return payload;
  let text = '';
  for (const byte of payload) text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
  return text;
}

function placesOf(text: string, wanted: readonly string[]): readonly Stretch[] {
  const places: Stretch[] = [];
  for (const value of new Set(wanted)) {
    if (value === '') continue;
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length))
      places.push({ start: at, end: at + value.length });
  }
  places.sort((a, b) => a.start - b.start || b.end - a.end);
  return places.filter(({ start }, i) => start >= (places[i - 1]?.end ?? 0));
}
