import type { Bench } from '../bench.ts';

const chosen = new WeakMap<Bench, string>();

/** The environment that holds in this tab, as the page has told last. */
export function environmentInForce(bench: Bench): string | undefined {
  return chosen.get(bench);
}

export function useEnvironment(bench: Bench, id: string): void {
  chosen.set(bench, id);
}
