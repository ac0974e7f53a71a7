import { GateKeeper, gateWords, type AnswerState } from './gate-keeper.ts';
import type { PlayerPort } from './port.ts';
import type { Cue, Script } from './script.ts';
import { Waker } from './waker.ts';

export type PlayerStatus = 'playing' | 'paused' | 'ended' | 'stopped';

/** So long the thread is kept at most before heartbeats, answers and the person have it. */
const SLICE_MS = 6;
/** How soon at the latest a change of mind is noticed. */
const GLANCE_MS = 50;

/** Every so many times the thread is given away for a timer's length: what is nothing but messages may starve all else. */
const LONGER_EVERY = 8;
/** More questions than these are not open at once: the answers would come later than they are waited for. */
const MOST_WAITING = 2000;

/** What the next step waits for. */
type Hold = { readonly for: string; readonly patienceMs: number };

const NOT_SENT = 0;
const ANSWER_STATES: readonly AnswerState[] = ['open', 'open', 'came', 'none', 'late'];

/** Plays a script over a connection: in order, each step at its time and behind its gates. */
export class Player {
  status: PlayerStatus = 'playing';
  /** The step that comes next, over all loops. */
  next = 0;
  /** What it waits for, or why it does not play. */
  why: string | undefined;
  /** Session time in ms at which the next step is due; undefined where no clock decides. */
  dueAt: number | undefined;
  readonly #script: Script;
  readonly #port: PlayerPort;
  readonly #waker = new Waker();
  readonly #gates: GateKeeper;
  /** By step: its place in `ANSWER_STATES`. */
  readonly #answers: Uint8Array;
  #waiting = 0;
  /** Session time at which the loop's first step was sent, or would have been but for pauses and gates. */
  #loopAt: number | undefined;
  /** The loop's first step. */
  #loopFrom: number | undefined;
  #pausedAt = 0;
  /** A person wants the next step now. */
  #isByHand = false;
  #sliceAt = 0;
  #yields = 0;

  constructor(script: Script, port: PlayerPort) {
    this.#script = script;
    this.#port = port;
    this.#gates = new GateKeeper(script.gates);
    this.#answers = new Uint8Array(script.total);
  }

  /** Plays to its end or until it is stopped. */
  async run(): Promise<void> {
    const { total } = this.#script;
    this.#sliceAt = this.#port.now();
    const deafen = this.#port.listen((nsp, event, args) => {
      this.#gates.heard(nsp, event);
      this.#script.onevent(nsp, event, args, this.#port.now());
      this.#waker.wake();
    });
    try {
      while (this.next < total && this.status !== 'stopped') await this.#advance(this.next);
      await this.#hearOut();
    } finally {
      deafen();
    }
    if (this.status !== 'stopped') this.#turn('ended', undefined);
  }

  pause(why?: string): void {
    if (this.status !== 'playing' || this.next >= this.#script.total) return;
    this.#pausedAt = this.#port.now();
    this.#isByHand = false;
    this.#turn('paused', why);
  }

  resume(): void {
    if (this.status !== 'paused') return;
    // The clock stood still meanwhile.
    if (this.#loopAt !== undefined) this.#loopAt += this.#port.now() - this.#pausedAt;
    this.#turn('playing', undefined);
  }

  /** Sends the next step whatever the clock and the gates say, and pauses. */
  step(): void {
    this.#isByHand = true;
    this.resume();
    this.#waker.wake();
  }

  stop(): void {
    this.#turn('stopped', undefined);
  }

  async #advance(index: number): Promise<void> {
    if (index % this.#script.stepsInLoop === 0 && this.#loopFrom !== index) await this.#beginLoop(index);
    if (this.status === 'paused') return this.#waker.wait();
    if (this.#script.timing.kind === 'steps' && !this.#isByHand) return this.pause('The next step is sent by hand.');
    let cue = await this.#behindGates(index);
    if (!cue) return;
    const wasLate = await this.#inTime(index);
    if (wasLate === undefined) return;
    // Answers may have come while it waited.
    if (!wasLate) cue = await this.#script.cue(index);
    if (cue.kind === 'say') this.#say(index, cue.outgoing);
    else this.pause(cue.why);
  }

  async #beginLoop(index: number): Promise<void> {
    // Answers of one loop must not fall into the next.
    while (this.#waiting > 0 && this.status !== 'stopped') await this.#wakeOrSleep(Infinity);
    this.#loopFrom = index;
    this.#loopAt = undefined;
    this.#gates.reset();
  }

  /** What is to be sent, once nothing holds it back; undefined where something else has happened meanwhile. */
  async #behindGates(index: number): Promise<Cue | undefined> {
    const since = this.#port.now();
    for (;;) {
      const gate = this.#isByHand ? undefined : this.#holdOf(index);
      const cue = gate ? undefined : await this.#script.cue(index);
      const hold = gate ?? (cue?.kind === 'wait' ? { for: cue.why, patienceMs: this.#script.patienceMs } : undefined);
      const now = this.#port.now();
      if (!hold) {
        this.#tell(undefined);
        if (now - since > SLICE_MS) this.#shiftClock(index, now);
        return cue;
      }
      const leftMs = since + hold.patienceMs - now;
      if (leftMs <= 0) {
        this.pause(`Step ${this.#numberOf(index)} waits for ${hold.for}, which did not come.`);
        return undefined;
      }
      this.#tell(`Step ${this.#numberOf(index)} waits for ${hold.for}.`);
      await this.#wakeOrSleep(leftMs);
      if (this.status !== 'playing') return undefined;
    }
  }

  #holdOf(index: number): Hold | undefined {
    const { stepsInLoop, timing } = this.#script;
    const first = index - (index % stepsInLoop);
    if (timing.kind === 'acks' && index > first && this.#answerOf(index - 1) === 'open') {
      // The client gives up by itself.
      return { for: `the answer of step ${this.#numberOf(index - 1)}`, patienceMs: Infinity };
    }
    if (this.#waiting >= MOST_WAITING) {
      return { for: `answers: ${MOST_WAITING.toLocaleString('en')} are open`, patienceMs: Infinity };
    }
    const gate = this.#gates.closedBefore(index - first, (step) => this.#answerOf(first + step));
    if (!gate) return undefined;
    const { waitFor, timeoutMs } = gate;
    const isOver = waitFor.kind === 'ack' && this.#answerOf(first + waitFor.of) === 'late';
    return { for: gateWords(gate), patienceMs: isOver ? 0 : timeoutMs };
  }

  /** Whether it was due at once; undefined where something else has happened while it waited. */
  async #inTime(index: number): Promise<boolean | undefined> {
    const afterMs = this.#script.dueAfterMs(index);
    const startedAt = this.#port.now();
    if (afterMs !== undefined) {
      if (this.#isByHand) this.#loopAt = startedAt - afterMs;
      this.#loopAt ??= startedAt - afterMs;
      const dueAt = this.#loopAt + afterMs;
      for (let leftMs = dueAt - startedAt; leftMs > 0; leftMs = dueAt - this.#port.now()) {
        this.dueAt = dueAt;
        if (leftMs > GLANCE_MS + SLICE_MS) await this.#wakeOrSleep(leftMs - SLICE_MS);
        else await this.#port.sleep(leftMs);
        if (this.status !== 'playing' || this.#isByHand) return undefined;
      }
      if (startedAt < dueAt) {
        this.#sliceAt = this.#port.now();
        return false;
      }
    }
    return (await this.#giveWay()) ? true : undefined;
  }

  /** Lets all others have their turn, and the network catch up. */
  async #giveWay(): Promise<boolean> {
    if (this.#port.now() - this.#sliceAt < SLICE_MS && this.#port.hasRoom()) return true;
    do await (++this.#yields % LONGER_EVERY === 0 ? this.#port.nap(0) : this.#port.yieldThread());
    while (!this.#port.hasRoom() && this.status === 'playing');
    this.#sliceAt = this.#port.now();
    return this.status === 'playing';
  }

  #say(index: number, outgoing: Extract<Cue, { kind: 'say' }>['outgoing']): void {
    const flaw = this.#port.flawIn(outgoing.nsp);
    if (flaw !== undefined) return this.pause(flaw);
    this.next = index + 1;
    this.#gates.pass(index % this.#script.stepsInLoop);
    this.#answers[index] = outgoing.expectAck ? 1 : ANSWER_STATES.indexOf('none');
    if (outgoing.expectAck) this.#waiting++;
    this.#script.onsend(index, this.#port.now(), outgoing);
    const onack = (args: readonly unknown[] | undefined): void => void this.#answered(index, args);
    try {
      this.#port.emit(outgoing.expectAck ? { ...outgoing, onack } : outgoing);
    } catch (error) {
      if (outgoing.expectAck) onack(undefined);
      this.pause(error instanceof Error ? error.message : String(error));
    }
    const isByHand = this.#isByHand;
    this.#isByHand = false;
    if (isByHand) this.pause();
    this.#script.onchange();
  }

  async #answered(index: number, args: readonly unknown[] | undefined): Promise<void> {
    if (this.#answers[index] !== 1) return;
    this.#answers[index] = NOT_SENT;
    await this.#script.onanswer(index, args, this.#port.now());
    this.#answers[index] = ANSWER_STATES.indexOf(args ? 'came' : 'late');
    this.#waiting--;
    this.#waker.wake();
  }

  #answerOf(index: number): AnswerState {
    return ANSWER_STATES[this.#answers[index] ?? NOT_SENT] ?? 'open';
  }

  /** What came late by a gate lets the rhythm go on from there. */
  #shiftClock(index: number, now: number): void {
    const afterMs = this.#script.dueAfterMs(index);
    if (afterMs !== undefined && this.#loopAt !== undefined) this.#loopAt = Math.max(this.#loopAt, now - afterMs);
  }

  /** The last answers, and the events that should still come. */
  async #hearOut(): Promise<void> {
    const isOpen = (): boolean => this.#waiting > 0 || this.#script.isWaitingForEvents(this.#port.now());
    while (this.status !== 'stopped' && isOpen()) {
      this.#tell(
        this.#waiting > 0 ? 'Waits for the last answers.' : 'Waits for events that followed when it was recorded.',
      );
      await this.#wakeOrSleep(Infinity);
    }
  }

  async #wakeOrSleep(ms: number): Promise<void> {
    await Promise.race([this.#waker.wait(), this.#port.nap(Math.min(ms, GLANCE_MS))]);
  }

  #numberOf(index: number): number {
    return (index % this.#script.stepsInLoop) + 1;
  }

  #tell(why: string | undefined): void {
    if (why === this.why) return;
    this.why = why;
    this.#script.onchange();
  }

  #turn(status: PlayerStatus, why: string | undefined): void {
    this.status = status;
    this.why = why;
    this.dueAt = undefined;
    this.#waker.wake();
    this.#script.onchange();
  }
}
