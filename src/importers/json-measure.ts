const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

export type Measured = {
  readonly isTooDeep: boolean;
  /** Of all objects in it. */
  readonly members: number;
};

/** Level by level, because what is nested a million times would end the stack. */
export function measure(value: unknown, deepest: number): Measured {
  let level: readonly object[] = typeof value === 'object' && value !== null ? [value] : [];
  let members = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= deepest) return { isTooDeep: true, members };
    const below: object[] = [];
    for (const each of level) {
      const isList = Array.isArray(each);
      for (const inside of isList ? each : Object.values(each)) {
        if (!isList) members++;
        if (typeof inside === 'object' && inside !== null) below.push(inside);
      }
    }
    level = below;
  }
  return { isTooDeep: false, members };
}

/** How many members stand in the objects of `json`, which is valid: those with the same name count each. */
export function writtenMembers(json: string): number {
  let members = 0;
  for (let at = 0; at < json.length; at++) {
    const unit = json.charCodeAt(at);
    if (unit === QUOTE) at = stringEnd(json, at);
    else if (unit === COLON) members++;
  }
  return members;
}

/** The first name that an object of `json` has twice; `json` is valid. */
export function repeatedName(json: string): string | undefined {
  const open: Set<string>[] = [];
  let name = '';
  for (let at = 0; at < json.length; at++) {
    const unit = json.charCodeAt(at);
    if (unit === QUOTE) {
      const end = stringEnd(json, at);
      name = json.slice(at, end + 1);
      at = end;
    } else if (unit === OPEN_BRACE) open.push(new Set());
    else if (unit === CLOSE_BRACE) open.pop();
    else if (unit === COLON) {
      const written: string = JSON.parse(name);
      if (open.at(-1)?.has(written)) return written;
      open.at(-1)?.add(written);
    }
  }
  return undefined;
}

/** Where the quote stands that ends the string which begins at `start`. */
function stringEnd(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); ; end = json.indexOf('"', end + 1)) {
    let before = end;
    while (json.charCodeAt(before - 1) === BACKSLASH) before--;
    if ((end - before) % 2 === 0) return end;
  }
}
