/** What a step says is read when it is needed; this is what must be known of all steps at once. */
export type StepOutline = {
  readonly nsp: string;
  readonly event: string;
  /** Milliseconds after the first step. */
  readonly atMs: number;
  readonly wantsAck: boolean;
  /** Row of the source, or index of the message. */
  readonly source: number;
  /** Row of the recorded answer. */
  readonly answer: number | undefined;
  /** How long the recorded answer took. */
  readonly answerMs: number | undefined;
};

/** An event that the server sent by itself after a step and before the next. */
export type FollowerOutline = {
  readonly nsp: string;
  readonly event: string;
  readonly source: number;
  /** Milliseconds after its step. */
  readonly afterMs: number;
};

export type PlanColumns = {
  readonly names: readonly { readonly nsp: string; readonly event: string }[];
  readonly name: Uint32Array;
  readonly atMs: Float64Array;
  readonly wantsAck: Uint8Array;
  readonly source: Uint32Array;
  /** Plus 1; 0 where there is none. */
  readonly answer: Uint32Array;
  readonly answerMs: Float64Array;
  /** Position behind each step's last follower. */
  readonly followerEnd: Uint32Array;
  readonly followerName: Uint32Array;
  readonly followerSource: Uint32Array;
  readonly followerAfterMs: Float64Array;
};

/** Why something that was sent is not among the steps, and how often. */
export type LeftAside = { readonly why: string; readonly count: number };

/** The steps of one loop, in columns: a hundred thousand of them are a few megabytes. */
export class Plan {
  readonly count: number;
  readonly followerCount: number;
  readonly leftAside: readonly LeftAside[];
  readonly #columns: PlanColumns;

  constructor(columns: PlanColumns, leftAside: readonly LeftAside[]) {
    this.#columns = columns;
    this.count = columns.name.length;
    this.followerCount = columns.followerName.length;
    this.leftAside = leftAside;
  }

  step(index: number): StepOutline {
    const { name, atMs, wantsAck, source, answer, answerMs } = this.#columns;
    const row = answer[index] ?? 0;
    return {
      ...this.#nameOf(name[index]),
      atMs: atMs[index] ?? 0,
      wantsAck: wantsAck[index] === 1,
      source: source[index] ?? 0,
      answer: row === 0 ? undefined : row - 1,
      answerMs: row === 0 ? undefined : answerMs[index],
    };
  }

  follower(position: number): FollowerOutline {
    const { followerName, followerSource, followerAfterMs } = this.#columns;
    return {
      ...this.#nameOf(followerName[position]),
      source: followerSource[position] ?? 0,
      afterMs: followerAfterMs[position] ?? 0,
    };
  }

  /** Positions of the followers of step `index`: `from` inclusive, `to` exclusive. */
  followersOf(index: number): { readonly from: number; readonly to: number } {
    const { followerEnd } = this.#columns;
    return { from: index === 0 ? 0 : (followerEnd[index - 1] ?? 0), to: followerEnd[index] ?? 0 };
  }

  /** Namespaces that something is said in. */
  get namespaces(): readonly string[] {
    const { names, name } = this.#columns;
    const said = new Set(name);
    return [...new Set(names.flatMap(({ nsp }, number) => (said.has(number) ? [nsp] : [])))];
  }

  #nameOf(number: number | undefined): { readonly nsp: string; readonly event: string } {
    return this.#columns.names[number ?? 0] ?? { nsp: '/', event: '' };
  }
}
