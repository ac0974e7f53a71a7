import type { Gate } from '../../replay/rules.ts';

/** How the answer of a step stands: none was asked for, or none came in time. */
export type AnswerState = 'open' | 'came' | 'none' | 'late';

/** Knows which gates are open. Of one event that several gates wait for, each takes one. */
export class GateKeeper {
  readonly #gates: readonly Gate[];
  /** Since the loop began, and not yet taken by a gate. */
  readonly #heard = new Map<string, number>();

  constructor(gates: readonly Gate[]) {
    this.#gates = gates.filter(({ waitFor }) => waitFor.kind !== 'ack' || waitFor.of >= 0);
  }

  reset(): void {
    this.#heard.clear();
  }

  heard(nsp: string, event: string): void {
    if (this.#gates.length === 0) return;
    const key = keyOf(nsp, event);
    this.#heard.set(key, (this.#heard.get(key) ?? 0) + 1);
  }

  /** The first gate that keeps step `step` of a loop. */
  closedBefore(step: number, answerOf: (step: number) => AnswerState): Gate | undefined {
    return this.#before(step).find(({ waitFor }) => {
      if (waitFor.kind === 'event') return (this.#heard.get(keyOf(waitFor.nsp, waitFor.event)) ?? 0) === 0;
      const state = answerOf(waitFor.of);
      return state === 'open' || state === 'late';
    });
  }

  /** Step `step` has been sent: what its gates waited for is used up. */
  pass(step: number): void {
    for (const { waitFor } of this.#before(step)) {
      if (waitFor.kind !== 'event') continue;
      const key = keyOf(waitFor.nsp, waitFor.event);
      this.#heard.set(key, Math.max(0, (this.#heard.get(key) ?? 0) - 1));
    }
  }

  #before(step: number): readonly Gate[] {
    return this.#gates.length === 0 ? NONE : this.#gates.filter(({ before }) => before === step);
  }
}

const NONE: readonly Gate[] = [];

/** What a gate waits for, in words. */
export function gateWords({ waitFor }: Gate): string {
  return waitFor.kind === 'ack' ? `the answer of step ${waitFor.of + 1}` : `the event ${waitFor.event}`;
}

function keyOf(nsp: string, event: string): string {
  return JSON.stringify([nsp, event]);
}
