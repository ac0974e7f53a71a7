import { writeValue } from './write-value.ts';
import type { Difference } from '../difference.ts';
import { pathText, type Path, type PathStep } from '../../base/paths/path.ts';

/** Places of values that are looked at, and differences that are told, at most: a huge answer must not stop the replay. */
const MOST_PLACES = 200_000;
const MOST_DIFFERENCES = 200;

export type Compared = {
  /** In the order of the recorded value; at most 200. */
  readonly differences: readonly (Difference & { readonly place: Path })[];
  /** Something was left unsaid or unlooked at. */
  readonly isCut: boolean;
};

/** Two values place by place: bytes by content, numbers as JSON has them, the order of an object's keys apart. */
export function differencesBetween(was: unknown, now: unknown): Compared {
  const found: (Difference & { readonly place: Path })[] = [];
  let places = 0;
  let isCut = false;
  const note = (path: Path, kind: Difference['kind'], before: unknown, after: unknown): void => {
    if (found.length >= MOST_DIFFERENCES) {
      isCut = true;
      return;
    }
    found.push({
      place: path,
      path: pathText(path),
      kind,
      ...(kind === 'extra' ? {} : { was: writeValue(before) }),
      ...(kind === 'missing' ? {} : { now: writeValue(after) }),
    });
  };
  // A stack of its own: a value may be nested deeper than calls can be.
  const open: { readonly path: Path; readonly was: unknown; readonly now: unknown }[] = [{ path: [], was, now }];
  for (let pair = open.pop(); pair; pair = open.pop()) {
    if (++places > MOST_PLACES || found.length > MOST_DIFFERENCES) return { differences: found, isCut: true };
    const { path, was: before, now: after } = pair;
    if (before === ABSENT || after === ABSENT) note(path, before === ABSENT ? 'extra' : 'missing', before, after);
    else if (kindOf(before) !== kindOf(after)) note(path, 'type', before, after);
    else if (before instanceof Uint8Array && after instanceof Uint8Array) {
      if (!isSameBytes(before, after)) note(path, 'changed', before, after);
    } else if (isMembers(before) && isMembers(after)) {
      const steps = stepsOf(before, after);
      for (let i = steps.length - 1; i >= 0; i--) {
        const step = steps[i] ?? 0;
        const [wasIn, nowIn] = [Object.hasOwn(before, step), Object.hasOwn(after, step)];
        const inner = { path: [...path, step], was: Reflect.get(before, step), now: Reflect.get(after, step) };
        if (wasIn && nowIn) open.push(inner);
        else open.push({ ...inner, was: wasIn ? inner.was : ABSENT, now: nowIn ? inner.now : ABSENT });
      }
    } else if (!Object.is(before, after) && !(before === 0 && after === 0)) note(path, 'changed', before, after);
  }
  return { differences: found, isCut };
}

const ABSENT = Symbol('absent');

type Kind = 'bytes' | 'array' | 'object' | 'null' | 'string' | 'number' | 'boolean' | 'other';

function kindOf(value: unknown): Kind {
  if (value instanceof Uint8Array) return 'bytes';
  if (Array.isArray(value)) return 'array';
  if (value === null || value === undefined) return 'null';
  switch (typeof value) {
    case 'object':
      return 'object';
    case 'string':
      return 'string';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return 'other';
  }
}

function isMembers(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array);
}

function stepsOf(was: object, now: object): readonly PathStep[] {
  if (Array.isArray(was) && Array.isArray(now)) return [...Array(Math.max(was.length, now.length)).keys()];
  const names = Object.keys(was);
  return [...names, ...Object.keys(now).filter((name) => !Object.hasOwn(was, name))];
}

function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
