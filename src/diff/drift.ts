import type { Conversation } from './hearing/conversation.ts';
import type { LineColumns } from './lines.ts';

// Less than this nobody feels, and networks differ by it from hour to hour.
const LEAST_JUMP_MS = 200;
/** Of the pause before: one that was ten seconds long is not kept to the tenth of a second. */
const LEAST_PART = 0.25;
const LEAST_SLOWER = 1.5;

const JUMP = 1;
const SLOW_ANSWER = 2;

/** How B's times stand to A's, both counted from what first crossed the wire. */
export class Drift {
  readonly zeroA: number;
  readonly zeroB: number;
  readonly #shifts: Float64Array;
  readonly #jumps: Float64Array;
  /** 1 where the time jumps, or an answer takes much longer than the other. */
  readonly #told: Uint8Array;

  constructor(a: Conversation, b: Conversation, { a: inA, b: inB }: LineColumns) {
    this.zeroA = Math.min(...a.beginnings.values(), a.endMs);
    this.zeroB = Math.min(...b.beginnings.values(), b.endMs);
    this.#shifts = new Float64Array(inA.length).fill(NaN);
    this.#jumps = new Float64Array(inA.length).fill(NaN);
    this.#told = new Uint8Array(inA.length);
    /** By A's connection: its last pair. */
    const before = new Map<number, { readonly atA: number; readonly shift: number }>();
    for (let line = 0; line < inA.length; line++) {
      const [saidA, saidB] = [inA[line] ?? -1, inB[line] ?? -1];
      if (saidA < 0 || saidB < 0) continue;
      const conn = a.laneOf(saidA)?.conn ?? 0;
      const atA = a.at(saidA) - this.zeroA;
      const shift = b.at(saidB) - this.zeroB - atA;
      const last = before.get(conn) ?? { atA: 0, shift: 0 };
      const jump = shift - last.shift;
      const pauseMs = Math.max(atA - last.atA, atA - last.atA + jump);
      const isJump = Math.abs(jump) >= Math.max(LEAST_JUMP_MS, LEAST_PART * pauseMs);
      this.#shifts[line] = shift;
      this.#jumps[line] = jump;
      const isSlow = isSlower(answerMs(a, saidA), answerMs(b, saidB));
      this.#told[line] = (isJump ? JUMP : 0) | (isSlow ? SLOW_ANSWER : 0);
      before.set(conn, { atA, shift });
    }
  }

  /** How much later (less than 0: sooner) B says it, in ms; undefined where one of both does not. */
  shiftMs(line: number): number | undefined {
    return defined(this.#shifts[line]);
  }

  /** By how much the shift is another than at the pair before. */
  jumpMs(line: number): number | undefined {
    return defined(this.#jumps[line]);
  }

  /** Worth telling: the time jumps here, or one answer took much longer. */
  isTold(line: number): boolean {
    return (this.#told[line] ?? 0) > 0;
  }

  isJump(line: number): boolean {
    return ((this.#told[line] ?? 0) & JUMP) > 0;
  }

  /** One of both answers took much longer. */
  isSlowAnswer(line: number): boolean {
    return ((this.#told[line] ?? 0) & SLOW_ANSWER) > 0;
  }
}

/** From a question to its answer. */
export function answerMs(conversation: Conversation, said: number): number | undefined {
  const answer = conversation.answerOf(said);
  return answer === undefined ? undefined : conversation.at(answer) - conversation.at(said);
}

function isSlower(one: number | undefined, other: number | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  const [quick, slow] = [Math.min(one, other), Math.max(one, other)];
  return slow - quick >= LEAST_JUMP_MS && slow >= LEAST_SLOWER * quick;
}

function defined(ms: number | undefined): number | undefined {
  return ms === undefined || Number.isNaN(ms) ? undefined : ms;
}
