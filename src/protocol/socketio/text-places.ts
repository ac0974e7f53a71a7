import { isBlank, isDigit } from './number-units.ts';

/** Where the parts of a packet's text begin: see `SocketPacket`. */
export type TextPlaces = { readonly nspAt: number; readonly idAt: number; readonly jsonAt: number };

const BINARY = new Set(['5', '6']);

/** The places that `decodeText` would find, also in a text that it refuses: up to its flaw they hold. */
export function textPlaces(text: string): TextPlaces {
  const { length } = text;
  let nspAt = Math.min(1, length);
  if (BINARY.has(text.charAt(0))) {
    const dash = text.indexOf('-', 1);
    nspAt = dash < 0 ? length : dash + 1;
  }
  let idAt = nspAt;
  if (text.charAt(nspAt) === '/') {
    const comma = text.indexOf(',', nspAt);
    idAt = comma < 0 ? length : comma + 1;
  }
  let jsonAt = idAt;
  while (jsonAt < length && (isDigit(text.charCodeAt(jsonAt)) || isBlank(text.charCodeAt(jsonAt)))) jsonAt++;
  return { nspAt, idAt, jsonAt };
}
