import { COMMA, keyEnd, OPEN_BRACE, OPEN_BRACKET, QUOTE, scalarEnd, skipBlanks, unitAt } from './json-scan.ts';
import { stringAt } from './json-tree.ts';

export type JsonObject = Record<string, unknown>;

/** What an object becomes in the built value; `start` is the offset of its brace. */
export type Replace = (object: Readonly<JsonObject>, start: number) => unknown;

type Open = { readonly start: number; readonly members: unknown[] | JsonObject; key: string };

/**
 * The value of a valid JSON text (see `checkJson`), with its objects replaced from the inside out. Unlike `JSON.parse`
 * with a reviver it knows offsets and takes any depth. `__proto__` stays an own property.
 */
export function buildJson(text: string, replace: Replace): unknown {
  const open: Open[] = [];
  let at = skipBlanks(text, 0);
  for (;;) {
    const unit = unitAt(text, at);
    let value: unknown;
    if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
      const container: Open = { start: at, members: unit === OPEN_BRACE ? {} : [], key: '' };
      at = skipBlanks(text, at + 1);
      if (unitAt(text, at) !== unit + 2) {
        open.push(container);
        at = readKey(text, at, container);
        continue;
      }
      value = close(container, replace);
      at++;
    } else {
      value = scalarAt(text, at);
      at = scalarEnd(text, at);
    }
    let parent = open.at(-1);
    for (; parent !== undefined; parent = open.at(-1)) {
      add(parent, value);
      at = skipBlanks(text, at) + 1;
      if (unitAt(text, at - 1) === COMMA) break;
      value = close(parent, replace);
      open.pop();
    }
    if (parent === undefined) return value;
    at = readKey(text, at, parent);
  }
}

/** To the start of the next value; in an object, over its key. */
function readKey(text: string, from: number, container: Open): number {
  const at = skipBlanks(text, from);
  if (Array.isArray(container.members)) return at;
  container.key = stringAt(text, at);
  return skipBlanks(text, keyEnd(text, at));
}

function add({ members, key }: Open, value: unknown): void {
  if (Array.isArray(members)) members.push(value);
  // Assigning to `__proto__` would change the prototype instead.
  else if (key === '__proto__') {
    Object.defineProperty(members, key, { value, writable: true, enumerable: true, configurable: true });
  } else members[key] = value;
}

function close({ members, start }: Open, replace: Replace): unknown {
  return Array.isArray(members) ? members : replace(members, start);
}

function scalarAt(text: string, at: number): unknown {
  if (unitAt(text, at) === QUOTE) return stringAt(text, at);
  return JSON.parse(text.slice(at, scalarEnd(text, at)));
}
