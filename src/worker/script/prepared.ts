import type { RemapRule } from '../../replay/rules.ts';
import type { ConnectionHeader } from '../../session/header.ts';
import type { Bench } from '../bench.ts';
import type { OpenSession } from '../open-session.ts';
import type { StepSource } from '../replays/step-source.ts';

/** A replay as it stands prepared, for whoever makes something else of it. */
export type Prepared = {
  readonly source: StepSource;
  /** Where it was recorded; undefined for saved messages. */
  readonly recorded?: { readonly session: OpenSession; readonly connections: readonly ConnectionHeader[] };
  readonly ignored: readonly string[];
  readonly remaps?: readonly RemapRule[];
};

const prepared = new WeakMap<Bench, () => Prepared | undefined>();

/** `current` is asked whenever somebody wants to know. */
export function offerPrepared(bench: Bench, current: () => Prepared | undefined): void {
  prepared.set(bench, current);
}

export function preparedOn(bench: Bench): Prepared | undefined {
  return prepared.get(bench)?.();
}
