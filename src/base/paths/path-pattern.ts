import { fail, ok, type Result } from '../result.ts';
import type { Path } from './path.ts';

/** `any-index` is `[*]`, one position; `any-depth` is `*`, any number of steps, also none. */
type PatternStep = string | number | { readonly any: 'index' | 'depth' };

export type PathPattern = readonly PatternStep[];

/** `offset` counts UTF-16 code units from the text's start. */
export type PathFlaw = { readonly message: string; readonly offset: number };

const NAME = /[^.[\]*"\s]+/y;
const BRACKET = /\[(?:(\d+)|(\*)|("(?:[^"\\]|\\.)*"))\]/y;

/**
 * Reads a path as a person writes it: names with dots between them, positions and quoted names in brackets, `[*]` for
 * any position, `*` for any number of steps: `[0].items[*].at`, `*.id`, `[0]["a name"]`.
 */
export function readPathPattern(text: string): Result<PathPattern, PathFlaw> {
  const steps: PatternStep[] = [];
  let at = 0;
  const problem = (message: string): Result<never, PathFlaw> => fail({ message, offset: at });
  if (text.trim() === '') return problem('a path is like [0].at or *.id');
  while (at < text.length) {
    if (text[at] === '[') {
      BRACKET.lastIndex = at;
      const [whole, index, any, quoted] = BRACKET.exec(text) ?? [];
      if (whole === undefined) return problem('in brackets stands a position like [0], [*], or a name in quotes');
      const name = quoted === undefined ? undefined : unquoted(quoted);
      if (quoted !== undefined && name === undefined) return problem('this name in quotes is no JSON string');
      steps.push(any ? { any: 'index' } : (name ?? Number(index)));
      at += whole.length;
      continue;
    }
    if (at > 0) {
      if (text[at] !== '.') return problem('a dot or a bracket is due here');
      at++;
    }
    if (text[at] === '*') {
      steps.push({ any: 'depth' });
      at++;
      continue;
    }
    NAME.lastIndex = at;
    const name = NAME.exec(text)?.[0];
    if (name === undefined) return problem('a name is due here');
    steps.push(name);
    at += name.length;
  }
  return ok(steps);
}

/** A path that names one place. */
export function readPath(text: string): Result<Path, PathFlaw> {
  const pattern = readPathPattern(text);
  if (!pattern.ok) return pattern;
  const path = pattern.value.filter((step) => typeof step !== 'object');
  return path.length === pattern.value.length
    ? ok(path)
    : fail({ message: 'this path names one place, so * cannot stand in it', offset: text.indexOf('*') });
}

/** A path into arguments: `[0].user.id` or, as the filter writes it, `arg[0].user.id`. */
export function readArgumentPath(text: string): Result<Path, PathFlaw> {
  const start = /^\s*(?:arg(?=\[))?/.exec(text)?.[0].length ?? 0;
  const path = readPath(text.slice(start).trimEnd());
  if (!path.ok) return fail({ ...path.error, offset: path.error.offset + start });
  if (typeof path.value[0] === 'number') return path;
  return fail({ message: 'a path into arguments begins with a position like [0]', offset: start });
}

/** Whether the place at `path`, or one that it lies in, is meant. */
export function coversPath(pattern: PathPattern, path: Path): boolean {
  return covers(pattern, 0, path, 0);
}

function covers(pattern: PathPattern, p: number, path: Path, at: number): boolean {
  const step = pattern[p];
  if (step === undefined) return true;
  if (typeof step === 'object' && step.any === 'depth') {
    // A `*` at the end means what lies below, not the place itself.
    if (p === pattern.length - 1) return at < path.length;
    for (let rest = at; rest < path.length; rest++) if (covers(pattern, p + 1, path, rest)) return true;
    return false;
  }
  const name = path[at];
  if (name === undefined) return false;
  const fits = typeof step === 'object' ? typeof name === 'number' : String(step) === String(name);
  return fits && covers(pattern, p + 1, path, at + 1);
}

function unquoted(text: string): string | undefined {
  try {
    const name: unknown = JSON.parse(text);
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}
