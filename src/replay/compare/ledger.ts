export const VERDICTS = ['not sent', 'waiting', 'sent', 'equal', 'differs', 'missing', 'extra'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** How the new answer stands to the recorded one; `sent` where there is nothing to hold it against. */
export type AnswerVerdict = Exclude<Verdict, 'not sent'>;

/** How an event that followed stands to what was recorded; `waiting` for one that may still come. */
export type EventVerdict = 'waiting' | 'equal' | 'differs' | 'missing' | 'extra';

const WORST_FIRST = ['missing', 'differs', 'extra', 'waiting', 'not sent', 'sent', 'equal'] as const;
/** By code. */
const RANKS = VERDICTS.map((verdict) => WORST_FIRST.indexOf(verdict));

const CODES: ReadonlyMap<Verdict, number> = new Map(VERDICTS.map((verdict, code) => [verdict, code]));

/** What became of each step of all loops, in columns. */
export class Ledger {
  readonly counts: Record<Verdict, number>;
  readonly #sentAt: Float64Array;
  readonly #answerMs: Float64Array;
  readonly #answer: Uint8Array;
  readonly #verdict: Uint8Array;
  /** How many events of each verdict a step has: `VERDICTS.length` numbers a step. */
  readonly #events: Uint16Array;
  /** Its entry's `seq` in the target's log, plus 1. */
  readonly #action: Uint32Array;
  /** The acknowledgement id that it was sent with, plus 1. */
  readonly #ackId: Uint32Array;

  constructor(total: number) {
    this.counts = { 'not sent': total, waiting: 0, sent: 0, equal: 0, differs: 0, missing: 0, extra: 0 };
    this.#sentAt = new Float64Array(total).fill(NaN);
    this.#answerMs = new Float64Array(total).fill(NaN);
    this.#answer = new Uint8Array(total);
    this.#verdict = new Uint8Array(total);
    this.#events = new Uint16Array(total * VERDICTS.length);
    this.#action = new Uint32Array(total);
    this.#ackId = new Uint32Array(total);
  }

  get total(): number {
    return this.#sentAt.length;
  }

  /** `ackId` is undefined where no answer is asked for. */
  send(index: number, at: number, action: number, ackId: number | undefined): void {
    this.#sentAt[index] = at;
    this.#action[index] = action + 1;
    this.#ackId[index] = ackId === undefined ? 0 : ackId + 1;
    this.setAnswer(index, ackId === undefined ? 'sent' : 'waiting');
  }

  answered(index: number, at: number): void {
    this.#answerMs[index] = at - (this.#sentAt[index] ?? 0);
  }

  setAnswer(index: number, verdict: AnswerVerdict): void {
    this.#answer[index] = codeOf(verdict);
    this.#refresh(index);
  }

  /** One event of step `index` is `now`, and was `before`. */
  changeEvent(index: number, before: EventVerdict | undefined, now: EventVerdict | undefined): void {
    if (before) this.#addEvent(index, before, -1);
    if (now) this.#addEvent(index, now, 1);
    this.#refresh(index);
  }

  answerVerdict(index: number): Verdict {
    return VERDICTS[this.#answer[index] ?? 0] ?? 'not sent';
  }

  verdict(index: number): Verdict {
    return VERDICTS[this.#verdict[index] ?? 0] ?? 'not sent';
  }

  /** Session time of the target in ms; undefined before it is sent. */
  sentAt(index: number): number | undefined {
    return defined(this.#sentAt[index]);
  }

  answerMs(index: number): number | undefined {
    return defined(this.#answerMs[index]);
  }

  /** Entry of the target's log that says what is sent next. */
  actionOf(index: number): number | undefined {
    const action = this.#action[index] ?? 0;
    return action === 0 ? undefined : action - 1;
  }

  /** All steps in `stretches` equal stretches, one a step where there are fewer, each said by its worst. */
  worstIn(stretches: number): readonly Verdict[] {
    const { total } = this;
    const count = Math.min(Math.max(0, Math.floor(stretches)), total);
    return Array.from({ length: count }, (_, i) => {
      const end = Math.floor(((i + 1) * total) / count);
      let worst = WORST_FIRST.length - 1;
      for (let index = Math.floor((i * total) / count); index < end && worst > 0; index++) {
        worst = Math.min(worst, RANKS[this.#verdict[index] ?? 0] ?? worst);
      }
      return WORST_FIRST[worst] ?? 'not sent';
    });
  }

  ackIdOf(index: number): number | undefined {
    const id = this.#ackId[index] ?? 0;
    return id === 0 ? undefined : id - 1;
  }

  #addEvent(index: number, verdict: EventVerdict, change: number): void {
    const place = index * VERDICTS.length + codeOf(verdict);
    this.#events[place] = Math.min(0xffff, Math.max(0, (this.#events[place] ?? 0) + change));
  }

  #refresh(index: number): void {
    const verdict = this.#verdictOf(index);
    this.counts[this.verdict(index)]--;
    this.counts[verdict]++;
    this.#verdict[index] = codeOf(verdict);
  }

  #verdictOf(index: number): Verdict {
    const answer = this.answerVerdict(index);
    const has = (verdict: EventVerdict): boolean =>
      answer === verdict || (this.#events[index * VERDICTS.length + codeOf(verdict)] ?? 0) > 0;
    if (answer === 'not sent') return 'not sent';
    for (const verdict of ['waiting', 'differs', 'missing', 'extra', 'equal'] as const)
      if (has(verdict)) return verdict;
    return 'sent';
  }
}

function codeOf(verdict: Verdict): number {
  return CODES.get(verdict) ?? 0;
}

function defined(ms: number | undefined): number | undefined {
  return ms === undefined || Number.isNaN(ms) ? undefined : ms;
}
