import { fail, ok, type Result } from '../../base/result.ts';
import type { OutgoingEvent } from '../../capture/connection.ts';
import type { Cue, Script } from '../../capture/player/script.ts';
import { writeArguments } from '../../protocol/socketio/binary-json.ts';
import { nameOf } from '../../replay/remap/remapping.ts';
import type { Gate, Timing } from '../../replay/rules.ts';
import { dueAfterMs } from '../../replay/schedule.ts';
import type { Judge } from './judge.ts';
import type { ReplaySettings } from './replay-remote.ts';
import type { StepSource } from './step-source.ts';
import type { Target } from './target.ts';

type Outgoing = Omit<OutgoingEvent, 'onack'>;

/** Says what comes next, puts it into the log, and hands what comes back to the judge. */
export class Director implements Script {
  readonly total: number;
  readonly stepsInLoop: number;
  readonly timing: Timing;
  readonly gates: readonly Gate[];
  readonly patienceMs: number;
  readonly onchange: () => void;
  readonly #run: number;
  readonly #source: StepSource;
  readonly #target: Target;
  readonly #judge: Judge;

  constructor(
    run: number,
    source: StepSource,
    target: Target,
    judge: Judge,
    settings: ReplaySettings,
    onchange: () => void,
  ) {
    this.#run = run;
    this.#source = source;
    this.#target = target;
    this.#judge = judge;
    this.total = judge.ledger.total;
    this.stepsInLoop = source.plan.count;
    this.timing = settings.timing;
    this.gates = settings.gates;
    this.patienceMs = settings.ackTimeoutMs;
    this.onchange = onchange;
  }

  dueAfterMs(index: number): number | undefined {
    const step = index % this.stepsInLoop;
    return dueAfterMs(this.timing, step, this.#source.plan.step(step).atMs);
  }

  async cue(index: number): Promise<Cue> {
    const step = index % this.stepsInLoop;
    const said = await this.#source.said(step);
    if (!said.ok) return { kind: 'never', why: `Step ${step + 1}: ${said.error}` };
    const { values, replaced } = this.#judge.remapping.apply(said.value.args, step, this.#loopOf(index));
    const lacking = replaced.find(({ state }) => state !== 'known');
    if (lacking?.state === 'open') return { kind: 'wait', why: nameOf(lacking.rule) };
    if (lacking) {
      return {
        kind: 'never',
        why: `Step ${step + 1} says ${nameOf(lacking.rule)} at ${lacking.path}, and no new value came for it.`,
      };
    }
    const { event } = said.value;
    const { nsp, wantsAck: expectAck } = this.#source.plan.step(step);
    const ackTimeoutMs = this.#source.ackTimeoutMs(step) ?? this.patienceMs;
    const tooLarge = this.#source.key === undefined ? this.#tooLarge(values) : undefined;
    if (tooLarge !== undefined) return { kind: 'never', why: `Step ${step + 1}: ${tooLarge}` };
    return {
      kind: 'say',
      outgoing: { nsp, event, args: values, expectAck, ackTimeoutMs, isVolatile: this.#source.isVolatile(step) },
    };
  }

  onsend(index: number, at: number, { nsp, event, expectAck }: Outgoing): void {
    const step = index % this.stepsInLoop;
    const loop = this.#loopOf(index);
    const of = this.#source.rowOf(step)?.seq;
    const detail = { run: this.#run, step: step + 1, ...(loop > 0 && { loop: loop + 1 }), event, nsp };
    const isElsewhere = this.#source.key !== undefined && this.#source.key !== this.#target.live.key;
    this.#target.act('replay', {
      ...detail,
      ...(of !== undefined && { of }),
      ...(isElsewhere && { session: this.#source.name }),
    });
    const ackId = expectAck ? this.#target.nextAckId(nsp) : undefined;
    const speed = this.timing.kind === 'original' ? this.timing.speed : 1;
    this.#judge.send(index, at, this.#target.live.session.log.length - 1, ackId, speed);
  }

  onanswer(index: number, args: readonly unknown[] | undefined, at: number): Promise<void> {
    return this.#judge.answer(index, args, at);
  }

  onevent(nsp: string, event: string, args: readonly unknown[]): void {
    this.#judge.hear(nsp, event, args);
  }

  isWaitingForEvents(at: number): boolean {
    return this.#judge.isWaitingForEvents(at);
  }

  /** Why nothing could be sent to the target, before anything is. */
  check(): Result<void, string> {
    for (const nsp of this.#source.plan.namespaces) {
      const flaw = this.#target.flawIn(nsp);
      if (flaw !== undefined) return fail(flaw);
    }
    return ok(undefined);
  }

  /** What was recorded has gone out before; what a person wrote has not. */
  #tooLarge(values: readonly unknown[]): string | undefined {
    const limit = this.#target.live.session.maxPayloadOf(this.#target.conn) ?? Infinity;
    const size = writeArguments(values).length;
    if (size <= limit) return undefined;
    const [is, takes] = [size, limit].map((count) => count.toLocaleString('en'));
    return `it has ${is} characters, and the server takes ${takes} bytes: it would close the connection.`;
  }

  #loopOf(index: number): number {
    return Math.floor(index / this.stepsInLoop);
  }
}
