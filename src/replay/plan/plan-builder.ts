import { Plan, type FollowerOutline, type LeftAside, type StepOutline } from './plan.ts';

/** Events that came later than this after the last step or its answer are not waited for. */
const TAIL_MS = 2000;

type Named = { readonly nsp: string; readonly event: string };

/** Collects a plan step by step, in the order of the recording. */
export class PlanBuilder {
  readonly #names: Named[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #steps: { name: number; atMs: number; wantsAck: boolean; source: number }[] = [];
  readonly #answers: { step: number; answer: number; answerMs: number }[] = [];
  readonly #followers: { step: number; name: number; source: number; afterMs: number }[] = [];
  readonly #leftAside = new Map<string, number>();

  /** The next step's index. */
  get count(): number {
    return this.#steps.length;
  }

  /** `atMs` by any clock. */
  add({
    nsp,
    event,
    atMs,
    wantsAck,
    source,
  }: Pick<StepOutline, 'nsp' | 'event' | 'atMs' | 'wantsAck' | 'source'>): number {
    return this.#steps.push({ name: this.#nameOf({ nsp, event }), atMs, wantsAck, source }) - 1;
  }

  answer(step: number, answer: number, answerMs: number): void {
    this.#answers.push({ step, answer, answerMs });
  }

  follow(step: number, { nsp, event, source, afterMs }: FollowerOutline): void {
    this.#followers.push({ step, name: this.#nameOf({ nsp, event }), source, afterMs });
  }

  leaveAside(why: string): void {
    this.#leftAside.set(why, (this.#leftAside.get(why) ?? 0) + 1);
  }

  build(): Plan {
    const { length } = this.#steps;
    const startMs = this.#steps[0]?.atMs ?? 0;
    const answer = new Uint32Array(length);
    const answerMs = new Float64Array(length);
    for (const { step, answer: row, answerMs: ms } of this.#answers) {
      answer[step] = row + 1;
      answerMs[step] = ms;
    }
    const tailMs = TAIL_MS + (answerMs[length - 1] ?? 0);
    const followers = this.#followers
      .filter(({ step, afterMs }) => step < length - 1 || afterMs <= tailMs)
      // Of several connections they come mixed; the sort keeps the order of those of one step.
      .sort((a, b) => a.step - b.step);
    const columns = {
      names: this.#names,
      name: Uint32Array.from(this.#steps, ({ name }) => name),
      atMs: Float64Array.from(this.#steps, ({ atMs }) => atMs - startMs),
      wantsAck: Uint8Array.from(this.#steps, ({ wantsAck }) => Number(wantsAck)),
      source: Uint32Array.from(this.#steps, ({ source }) => source),
      answer,
      answerMs,
      followerEnd: endsOf(followers, length),
      followerName: Uint32Array.from(followers, ({ name }) => name),
      followerSource: Uint32Array.from(followers, ({ source }) => source),
      followerAfterMs: Float64Array.from(followers, ({ afterMs }) => afterMs),
    };
    return new Plan(columns, this.#asides());
  }

  #asides(): readonly LeftAside[] {
    return [...this.#leftAside].map(([why, count]) => ({ why, count }));
  }

  #nameOf({ nsp, event }: Named): number {
    const key = JSON.stringify([nsp, event]);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#names.push({ nsp, event }) - 1;
    this.#numbers.set(key, number);
    return number;
  }
}

/** `followers` are in the order of their steps. */
function endsOf(followers: readonly { readonly step: number }[], steps: number): Uint32Array {
  const ends = new Uint32Array(steps);
  for (const { step } of followers) ends[step] = (ends[step] ?? 0) + 1;
  for (let i = 1; i < steps; i++) ends[i] = (ends[i] ?? 0) + (ends[i - 1] ?? 0);
  return ends;
}
