import { COLON, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE, stringEnd, unitAt } from '../../../protocol/json-scan.ts';

/** `path`: argument, members and elements, from the outside in: `['[0]', 'items', '[*]']`. `from`: behind the quote. */
export type KeyPlace = { readonly path: readonly string[]; readonly from: number };

type Container = { readonly isObject: boolean; index: number; key: string; isAtKey: boolean };

/** Where in a JSON text, which ends at the caret, a key is being typed. */
export function keyPlace(text: string): KeyPlace | undefined {
  const open: Container[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = unitAt(text, at);
    const container = open.at(-1);
    if (unit === QUOTE) {
      const end = stringEnd(text, at);
      if (end < 0) return container?.isAtKey ? { path: pathOf(open), from: at + 1 } : undefined;
      if (container?.isAtKey) container.key = keyIn(text.slice(at, end));
      at = end - 1;
    } else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
      open.push({ isObject: unit === OPEN_BRACE, index: 0, key: '', isAtKey: unit === OPEN_BRACE });
    } else if (unit === OPEN_BRACE + 2 || unit === OPEN_BRACKET + 2) open.pop();
    else if (container && unit === COLON) container.isAtKey = false;
    else if (container && unit === COMMA) {
      container.index++;
      container.isAtKey = container.isObject;
    }
  }
  return undefined;
}

/** Of the innermost container: what leads to it. */
function pathOf(open: readonly Container[]): readonly string[] {
  return open.slice(0, -1).map(({ isObject, index, key }, depth) => {
    if (isObject) return key;
    return depth === 0 ? `[${index}]` : '[*]';
  });
}

function keyIn(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    // A template's backslash before braces.
    return literal.slice(1, -1);
  }
}
