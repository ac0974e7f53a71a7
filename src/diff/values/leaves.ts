import type { Path } from '../../base/paths/path.ts';
import { Column } from './column.ts';
import { hashBytes, hashNumber, hashText, mix } from './hash.ts';
import { hashStep, PathTable, ROOT } from './path-table.ts';

/** Of one event so many values are told apart; the rest of it counts as one. */
const MOST_OF_ONE = 256;
/** Of both sessions: 8 bytes each. */
const MOST_OF_ALL = 24_000_000;
/** Of one event, looked at beyond those told apart. */
const MOST_PLACES = 200_000;

const TYPES = 8;
const [NULL, BOOLEAN, NUMBER, STRING, BYTES, ARRAY, OBJECT, REST] = [0, 1, 2, 3, 4, 5, 6, 7];

/** What was not told apart: no value's own place and type. */
const REST_KEY = ROOT * TYPES + REST;

type Open = { readonly path: number | undefined; readonly place: number; readonly value: unknown };

/** The places of values with what stands there, as numbers: a key (path and type) and a hash. Of each value in the order of keys. */
export class Leaves {
  readonly paths = new PathTable();
  readonly #keys = new Column('uint32');
  readonly #hashes = new Column('uint32');
  /** Values were so large that not all of their places are told apart. */
  isCut = false;
  #found: { key: number; hash: number }[] = [];

  get length(): number {
    return this.#keys.length;
  }

  keyAt(leaf: number): number {
    return this.#keys.at(leaf);
  }

  hashAt(leaf: number): number {
    return this.#hashes.at(leaf);
  }

  pathOf(key: number): Path | undefined {
    return this.paths.pathOf(pathIn(key));
  }

  /** The key with positions below the arguments left open: what a value's shape consists of. */
  generalKey(key: number): number {
    return this.paths.generalOf(pathIn(key)) * TYPES + (key % TYPES);
  }

  /** Places of `value` from the present `length` on. */
  add(value: unknown): void {
    this.#found = [];
    const rest = this.#walk(value);
    if (rest !== undefined) {
      this.#found.push({ key: REST_KEY, hash: rest });
      this.isCut = true;
    }
    this.#found.sort((a, b) => a.key - b.key);
    for (const { key, hash } of this.#found) {
      this.#keys.push(key);
      this.#hashes.push(hash);
    }
  }

  /** A hash of what is not told apart. */
  #walk(whole: unknown): number | undefined {
    // A stack of its own: a value may be nested deeper than calls can be.
    const open: Open[] = [{ path: ROOT, place: 0, value: whole }];
    let rest: number | undefined;
    let places = 0;
    for (let spot = open.pop(); spot; spot = open.pop()) {
      const { path, place, value } = spot;
      if (++places > MOST_PLACES) return mix(rest ?? 0, open.length);
      const type = typeOf(value);
      const members = type === ARRAY || type === OBJECT ? membersOf(value) : undefined;
      if (members && members.length > 0) {
        for (let i = members.length - 1; i >= 0; i--) {
          const step = members[i] ?? 0;
          const inner = path === undefined ? undefined : this.paths.child(path, step);
          const above = path === undefined ? place : this.paths.hashOf(path);
          const innerPlace = inner === undefined ? hashStep(above, step) : 0;
          open.push({ path: inner, place: innerPlace, value: Reflect.get(Object(value), step) });
        }
        continue;
      }
      const hash = hashOf(type, value);
      const isTold = path !== undefined && this.#found.length < MOST_OF_ONE && this.length < MOST_OF_ALL;
      if (isTold) this.#found.push({ key: path * TYPES + type, hash });
      // A sum, because an object's keys come in any order.
      else rest = ((rest ?? 0) + mix(path === undefined ? place : this.paths.hashOf(path), hash)) >>> 0;
    }
    return rest;
  }
}

export function pathIn(key: number): number {
  return Math.floor(key / TYPES);
}

export function typeIn(key: number): number {
  return key % TYPES;
}

function membersOf(value: unknown): readonly (string | number)[] {
  if (Array.isArray(value)) return [...value.keys()];
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function typeOf(value: unknown): number {
  if (value === null || value === undefined) return NULL;
  if (Array.isArray(value)) return ARRAY;
  if (value instanceof Uint8Array) return BYTES;
  switch (typeof value) {
    case 'boolean':
      return BOOLEAN;
    case 'number':
    case 'bigint':
      return NUMBER;
    case 'object':
      return OBJECT;
    default:
      return STRING;
  }
}

function hashOf(type: number, value: unknown): number {
  if (value instanceof Uint8Array) return hashBytes(value);
  if (typeof value === 'number') return hashNumber(value);
  if (typeof value === 'string') return hashText(value);
  return type === BOOLEAN || type === NUMBER ? hashText(String(value)) : type;
}
