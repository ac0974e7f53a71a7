import { relayedIn } from '../wire/relay-url.ts';

/** The inside of a JSON array from its `skip`th element on, as it stands in the text. */
export function elementsText(json: string, skip: number, limit: number): string {
  let depth = 0;
  let isString = false;
  let left = skip;
  let start = json.indexOf('[') + 1;
  for (let i = start; i < json.length && left > 0; i++) {
    const c = json[i];
    if (isString) {
      if (c === '\\') i++;
      else if (c === '"') isString = false;
    } else if (c === '"') isString = true;
    else if (c === '[' || c === '{') depth++;
    else if (c === ']' || c === '}') {
      if (depth === 0) return '';
      depth--;
    } else if (c === ',' && depth === 0) {
      left--;
      start = i + 1;
    }
  }
  if (left > 0) return '';
  const end = json.lastIndexOf(']');
  return json.slice(start, Math.min(end < 0 ? json.length : end, start + limit)).trim();
}

export function hexText(bytes: Uint8Array, limit: number): string {
  const shown = [...bytes.subarray(0, limit)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return bytes.length > limit ? `${shown}…` : shown;
}

/** A URL without its origin; behind the relay, as the server itself sees it. */
export function pathOf(url: string): string {
  const relayed = relayedIn(url);
  if (relayed) return relayed.path;
  const at = url.indexOf('/', url.indexOf('//') + 2);
  return at < 0 ? url : url.slice(at);
}
