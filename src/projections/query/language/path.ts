import { fail, ok, type Result } from '../../../base/result.ts';
import { unquoted } from './names.ts';
import type { QueryProblem } from '../query.ts';

export type PathStep =
  | { readonly to: 'member'; readonly name: string }
  | { readonly to: 'element'; readonly index: number }
  | { readonly to: 'any' };

/**
 * `arg` begins at the arguments, its first step chooses one; `$` begins at every value within them, at any depth. What
 * counts as arguments: those of an event or acknowledgement; else the packet's payload, as if it were the only one.
 */
export type JsonPath = { readonly root: 'arg' | '$'; readonly steps: readonly PathStep[] };

/** As many as the walker's bits can tell. */
const MOST_STEPS = 30;
const STEP = /\.([^\s.[\]":]+)|\[(\d+)\]|\[(\*)\]|\[("(?:[^"\\]|\\.)*")\]/y;

export function pathFrom(text: string, at: number): Result<JsonPath, QueryProblem> {
  const root = text.startsWith('$') ? '$' : 'arg';
  const steps: PathStep[] = [];
  STEP.lastIndex = root.length;
  while (STEP.lastIndex < text.length) {
    const offset = STEP.lastIndex;
    const found = STEP.exec(text);
    if (!found) {
      const message = 'This is no step of a path; write “.name”, “[0]”, “[*]” or “["any name"]”';
      return fail({ message, offset: at + offset, length: text.length - offset });
    }
    const [, name, index, , quoted] = found;
    if (index !== undefined) steps.push({ to: 'element', index: Number(index) });
    else if (quoted !== undefined) steps.push({ to: 'member', name: unquoted(quoted) });
    else steps.push(name === undefined || name === '*' ? { to: 'any' } : { to: 'member', name });
  }
  if (steps.length > MOST_STEPS) return fail({ message: 'This path is too long', offset: at, length: text.length });
  const [first] = steps;
  // `arg.name` looks into whichever argument.
  if (root === 'arg' && first?.to !== 'element' && !(first?.to === 'any' && text.startsWith('arg['))) {
    steps.unshift({ to: 'any' });
  }
  return ok({ root, steps });
}

/** Of the names on the way, the longest: what cannot be in the text cannot be on the path. */
export function longestName({ steps }: JsonPath): string | undefined {
  const names = steps.flatMap((step) => (step.to === 'member' ? [step.name] : []));
  return names.toSorted((a, b) => b.length - a.length)[0];
}
