import type { Environment } from '../../replay/environment.ts';
import { readArgumentPath } from '../../base/paths/path-pattern.ts';

const NAME = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;

/** What is wrong with an environment's names and paths, a sentence each; each is kept nevertheless. */
export function flawsOf({ variables, captures }: Environment): readonly string[] {
  return [
    ...variables.flatMap(({ name }, i) => nameFlaw(name, variables.slice(0, i))),
    ...captures.flatMap(({ name }, i) => nameFlaw(name, captures.slice(0, i))),
    ...captures.flatMap(({ path }) =>
      path === '' || readArgumentPath(path).ok ? [] : [`“${path}” is no path: write it like [0].token.`],
    ),
  ];
}

export function isName(name: string): boolean {
  return NAME.test(name);
}

function nameFlaw(name: string, before: readonly { readonly name: string }[]): readonly string[] {
  if (name === '') return [];
  if (!isName(name)) return [`“${name}” is no name: letters, digits, _ . and -, a letter first.`];
  return before.some((other) => other.name === name) ? [`“${name}” stands here twice: the first counts.`] : [];
}
