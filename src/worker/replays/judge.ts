import { compareValues, type ValuesCompared } from '../../replay/compare/compare-values.ts';
import { ExpectedEvents, type Expected } from '../../replay/compare/expected-events.ts';
import { Ledger } from '../../replay/compare/ledger.ts';
import { valueAt } from '../../base/paths/path.ts';
import type { PathPattern } from '../../base/paths/path-pattern.ts';
import type { Remapping } from '../../replay/remap/remapping.ts';
import type { RemapRule } from '../../replay/rules.ts';
import { KeptEvents, type KeptEvent } from './kept-events.ts';
import type { StepSource } from './step-source.ts';

/** So long an event is waited for beyond its time. */
const EVENT_PATIENCE_MS = 2000;

type Expectations = {
  readonly total: number;
  readonly ignored: readonly PathPattern[];
  readonly ignoredEvents: ReadonlySet<string>;
  readonly ackTimeoutMs: number;
};

type Heard = { readonly nsp: string; readonly event: string; readonly args: readonly unknown[] };

/** Holds what comes back against what was recorded, step by step. */
export class Judge {
  readonly ledger: Ledger;
  readonly remapping: Remapping;
  readonly kept = new KeptEvents();
  ignored: readonly PathPattern[];
  ignoredEvents: ReadonlySet<string>;
  /** By step of a loop: answers that a person takes for right instead of the recorded ones. */
  readonly #accepted: ReadonlyMap<number, readonly unknown[]>;
  readonly #source: StepSource;
  readonly #expected = new ExpectedEvents();
  readonly #patienceMs: number;
  #lastSent = -1;
  /** Events are judged one after the other. */
  #hearing: Promise<void> = Promise.resolve();
  #unheard = 0;

  constructor(
    source: StepSource,
    remapping: Remapping,
    settings: Expectations,
    accepted: ReadonlyMap<number, readonly unknown[]>,
  ) {
    this.#source = source;
    this.remapping = remapping;
    this.ledger = new Ledger(settings.total);
    this.ignored = settings.ignored;
    this.ignoredEvents = settings.ignoredEvents;
    this.#patienceMs = Math.min(settings.ackTimeoutMs, EVENT_PATIENCE_MS);
    this.#accepted = accepted;
  }

  /** `action` is the entry before it in the target's log; events come `speed` times as fast as recorded. */
  send(index: number, at: number, action: number, ackId: number | undefined, speed: number): void {
    this.ledger.send(index, at, action, ackId);
    this.#lastSent = index;
    const { plan } = this.#source;
    const { from, to } = plan.followersOf(this.#local(index));
    for (let position = from; position < to; position++) {
      const { nsp, event, afterMs } = plan.follower(position);
      if (this.ignoredEvents.has(event)) continue;
      const dueBy = at + afterMs / speed + this.#patienceMs;
      this.#expected.add(nsp, event, { index, position, dueBy });
      this.ledger.changeEvent(index, undefined, 'waiting');
    }
  }

  async answer(index: number, args: readonly unknown[] | undefined, at: number): Promise<void> {
    const local = this.#local(index);
    const recorded = await this.#source.answer(local);
    this.#learn('ack', this.#source.plan.step(local), index, recorded, args);
    if (args) this.ledger.answered(index, at);
    const right = this.#accepted.get(local) ?? recorded;
    if (!args) this.ledger.setAnswer(index, right || !this.#source.key ? 'missing' : 'equal');
    else if (right) this.ledger.setAnswer(index, this.compare(index, right, args).isEqual ? 'equal' : 'differs');
    else this.ledger.setAnswer(index, this.#source.key ? 'extra' : 'sent');
  }

  hear(nsp: string, event: string, args: readonly unknown[]): void {
    // Saved messages say nothing of what should follow them.
    if (this.#lastSent < 0 || this.#source.key === undefined || this.ignoredEvents.has(event)) return;
    const after = this.#lastSent;
    if (this.#unheard === 0 && !this.#expected.isExpected(nsp, event))
      return this.#hearExtra(after, { nsp, event, args });
    this.#unheard++;
    this.#hearing = this.#hearing.then(() => this.#hear(after, { nsp, event, args })).finally(() => this.#unheard--);
  }

  isWaitingForEvents(now: number): boolean {
    this.giveUp(now);
    return this.#unheard > 0 || !this.#expected.isEmpty;
  }

  /** Events that should have come by now are missing; all that have not where `now` is Infinity. */
  giveUp(now: number): void {
    for (const expected of this.#expected.overdue(now)) {
      const { nsp, event } = this.#source.plan.follower(expected.position);
      const isIgnored = this.ignoredEvents.has(event);
      this.ledger.changeEvent(expected.index, 'waiting', isIgnored ? undefined : 'missing');
      this.kept.add({ ...expected, nsp, event, verdict: 'missing', isIgnored });
      this.#learnFollower(expected, undefined, undefined);
    }
  }

  compare(index: number, recorded: readonly unknown[], now: readonly unknown[]): ValuesCompared {
    const loop = Math.floor(index / this.#source.plan.count);
    return compareValues(recorded, now, { ignored: this.ignored, remapping: this.remapping, loop });
  }

  /** What the answer of step `index` should be. */
  async expectedAnswer(index: number): Promise<readonly unknown[] | undefined> {
    const local = this.#local(index);
    return this.#accepted.get(local) ?? (await this.#source.answer(local));
  }

  get stepsInLoop(): number {
    return this.#source.plan.count;
  }

  /** Other paths or events are ignored now. */
  async recheckEvents(): Promise<void> {
    for (const kept of [...this.kept.all()]) {
      const { index, verdict, isIgnored: wasIgnored = false } = kept;
      const now = await this.#verdictNow(kept);
      const isIgnored = this.ignoredEvents.has(kept.event);
      if (now === verdict && isIgnored === wasIgnored) continue;
      this.ledger.changeEvent(index, wasIgnored ? undefined : verdict, isIgnored ? undefined : now);
      this.kept.replace(kept, { ...kept, verdict: now, isIgnored });
    }
  }

  async #verdictNow({ index, position, verdict, args }: KeptEvent): Promise<KeptEvent['verdict']> {
    const recorded = position === undefined || !args ? undefined : await this.#source.follower(position);
    if (!recorded || !args) return verdict;
    return this.compare(index, recorded, args).isEqual ? 'equal' : 'differs';
  }

  #hearExtra(index: number, { nsp, event, args }: Heard): void {
    this.ledger.changeEvent(index, undefined, 'extra');
    this.kept.add({ index, position: undefined, nsp, event, verdict: 'extra', args });
  }

  async #hear(after: number, heard: Heard): Promise<void> {
    const { nsp, event, args } = heard;
    const recordedOf = (position: number) => this.#source.follower(position);
    const expected = await this.#expected.take(nsp, event, async ({ index, position }) => {
      const recorded = await recordedOf(position);
      return recorded !== undefined && this.compare(index, recorded, args).isEqual;
    });
    if (!expected) return this.#hearExtra(after, heard);
    const recorded = await recordedOf(expected.position);
    this.#learnFollower(expected, recorded, args);
    const isEqual = recorded !== undefined && this.compare(expected.index, recorded, args).isEqual;
    const verdict = isEqual ? 'equal' : 'differs';
    this.ledger.changeEvent(expected.index, 'waiting', verdict);
    this.kept.add({ ...expected, nsp, event, verdict, args });
  }

  #learnFollower(
    expected: Expected,
    recorded: readonly unknown[] | undefined,
    args: readonly unknown[] | undefined,
  ): void {
    const outline = this.#source.plan.follower(expected.position);
    this.#learn('event', outline, expected.index, recorded, args);
  }

  #learn(
    kind: RemapRule['from']['kind'],
    { nsp, event }: { readonly nsp: string; readonly event: string },
    index: number,
    recorded: readonly unknown[] | undefined,
    args: readonly unknown[] | undefined,
  ): void {
    if (!recorded) return;
    const loop = Math.floor(index / this.#source.plan.count);
    for (const { from, place } of this.remapping.rules) {
      if (from.kind !== kind || from.nsp !== nsp || from.event !== event) continue;
      this.remapping.learn(loop, valueAt(recorded, place), valueAt(args, place));
    }
  }

  #local(index: number): number {
    return index % this.#source.plan.count;
  }
}
