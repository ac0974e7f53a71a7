import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  scalarEnd,
  skipBlanks,
  unitAt,
} from './json-scan.ts';

export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'true' | 'false' | 'null';

/**
 * A value where it stands in its text. Nothing is converted, so number forms, duplicate keys and `__proto__` survive;
 * the text from `start` to `end` is what crossed.
 */
export type JsonNode = {
  /** Decoded; of a member of an object. */
  readonly key?: string;
  /** Of an element of an array. */
  readonly index?: number;
  readonly kind: JsonKind;
  readonly start: number;
  readonly end: number;
  /** Members of an object (duplicates counted) or elements of an array. */
  readonly size?: number;
};

/** `text` from `from` must be valid JSON: see `checkJson`. */
export function jsonRoot(text: string, from = 0): JsonNode {
  return nodeAt(text, skipBlanks(text, from));
}

/** At most `limit` children, from the child number `fromIndex`. Takes time in proportion to the text up to there. */
export function jsonChildren(text: string, node: JsonNode, fromIndex = 0, limit = Infinity): readonly JsonNode[] {
  const children: JsonNode[] = [];
  if (node.kind !== 'object' && node.kind !== 'array') return children;
  let at = skipBlanks(text, node.start + 1);
  for (let index = 0; at < node.end - 1 && children.length < limit; index++) {
    const keyAt = at;
    if (node.kind === 'object') at = skipBlanks(text, skipBlanks(text, endOfString(text, at)) + 1);
    if (index < fromIndex) at = endOfValue(text, at);
    else {
      const value = nodeAt(text, at);
      children.push(node.kind === 'array' ? { index, ...value } : { key: stringAt(text, keyAt), ...value });
      at = value.end;
    }
    at = skipBlanks(text, at);
    if (unitAt(text, at) === COMMA) at = skipBlanks(text, at + 1);
  }
  return children;
}

/** The characters that a string stands for; of any other value, its text. */
export function jsonString(text: string, node: JsonNode): string {
  return node.kind === 'string' ? stringAt(text, node.start) : text.slice(node.start, node.end);
}

/** Decodes the string whose quote opens at `start`. */
export function stringAt(text: string, start: number): string {
  const end = endOfString(text, start);
  const inside = text.slice(start + 1, end - 1);
  if (!inside.includes('\\')) return inside;
  const decoded: unknown = JSON.parse(text.slice(start, end));
  return String(decoded);
}

function nodeAt(text: string, start: number): JsonNode {
  const kind = kindOf(unitAt(text, start));
  if (kind === 'object' || kind === 'array') return { kind, start, ...extentOf(text, start) };
  return { kind, start, end: endOfValue(text, start) };
}

export function kindOf(unit: number): JsonKind {
  switch (unit) {
    case OPEN_BRACE:
      return 'object';
    case OPEN_BRACKET:
      return 'array';
    case QUOTE:
      return 'string';
    case 0x74:
      return 'true';
    case 0x66:
      return 'false';
    case 0x6e:
      return 'null';
    default:
      return 'number';
  }
}

function endOfValue(text: string, start: number): number {
  const unit = unitAt(text, start);
  if (unit === OPEN_BRACE || unit === OPEN_BRACKET) return extentOf(text, start).end;
  return unit === QUOTE ? endOfString(text, start) : scalarEnd(text, start);
}

/** Valid strings need no look at each character: it is enough to find the quote that no backslash escapes. */
export function endOfString(text: string, start: number): number {
  for (let at = start; ;) {
    at = text.indexOf('"', at + 1);
    if (at < 0) return text.length;
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === 0x5c) backslashes++;
    if (backslashes % 2 === 0) return at + 1;
  }
}

function extentOf(text: string, start: number): { readonly end: number; readonly size: number } {
  const isEmpty = unitAt(text, skipBlanks(text, start + 1)) === unitAt(text, start) + 2;
  let commas = 0;
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) at = endOfString(text, at) - 1;
    else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) depth++;
    else if (unit === COMMA && depth === 1) commas++;
    else if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) {
      depth--;
      if (depth === 0) return { end: at + 1, size: isEmpty ? 0 : commas + 1 };
    }
  }
  return { end: text.length, size: commas };
}
