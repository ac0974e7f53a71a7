import type { ReplayStep } from '../../worker/replays/replay-remote.ts';
import type { Range } from '../timeline/visible-range.ts';

/** Which steps are wanted, of what edition of the replay. */
export type StepWant = Range & {
  readonly edition: number;
  readonly total: number;
  /** The one to be brought into view once it is here. */
  readonly follows?: number | undefined;
};

/** Steps asked for beyond those wanted, so that a turn of the wheel finds them there. */
const KEPT_AROUND = 40;

/** The steps in sight. At most one question is under way; the last want is always met. */
export class StepWindow {
  readonly #ask: (from: number, to: number) => Promise<readonly ReplayStep[]>;
  #steps = $state.raw<{ readonly from: number; readonly told: readonly ReplayStep[] }>({ from: 0, told: [] });
  /** What a follower shows: never a step before its content. */
  followed = $state.raw<number>();
  #wanted: StepWant | undefined;
  #answered: StepWant | undefined;
  #isAsking = false;

  constructor(ask: (from: number, to: number) => Promise<readonly ReplayStep[]>) {
    this.#ask = ask;
  }

  /** Another replay: what is known is of the one before. */
  forget(): void {
    this.#answered = undefined;
    this.#steps = { from: 0, told: [] };
    this.followed = undefined;
  }

  stepAt(index: number): ReplayStep | undefined {
    const { from, told } = this.#steps;
    return told[index - from];
  }

  async want(want: StepWant): Promise<void> {
    this.#wanted = want;
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      while (this.#wanted && this.#lacks(this.#wanted)) {
        const { from, to, edition, total, follows } = this.#wanted;
        const asked = { from: Math.max(0, from - KEPT_AROUND), to: Math.min(total, to + KEPT_AROUND), edition, total };
        const steps = await this.#ask(asked.from, asked.to);
        this.#answered = asked;
        this.#steps = { from: asked.from, told: steps };
        this.followed = follows;
      }
      this.followed = this.#wanted?.follows;
    } finally {
      this.#isAsking = false;
    }
  }

  #lacks({ from, to, edition, total }: StepWant): boolean {
    const told = this.#answered;
    if (told?.edition !== edition || told.total !== total) return true;
    return Math.max(0, from) < told.from || Math.min(to, total) > told.to;
  }
}
