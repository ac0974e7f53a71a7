import type { Result } from '../../base/result.ts';
import type { RowId } from '../../projections/row.ts';
import type { Plan } from '../../replay/plan/plan.ts';

/** What is emitted. */
export type Said = { readonly event: string; readonly args: readonly unknown[] };

/** What a plan's steps say, read when it is asked for. Steps and followers by their place in the plan. */
export type StepSource = {
  readonly plan: Plan;
  /** The session's name, or the folder's. */
  readonly name: string;
  /** Of the session. */
  readonly key: string | undefined;
  /** As recorded, or as templates would be filled now; else why it cannot be said, as a sentence. */
  said(step: number): Promise<Result<Said, string>>;
  /** How its arguments are written before anything is filled in; undefined where nothing is. */
  template(step: number): string | undefined;
  /** Undefined where none was recorded. */
  answer(step: number): Promise<readonly unknown[] | undefined>;
  follower(position: number): Promise<readonly unknown[] | undefined>;
  rowOf(step: number): RowId | undefined;
  answerRowOf(step: number): RowId | undefined;
  /** Milliseconds to wait for an answer; undefined where the settings say it. */
  ackTimeoutMs(step: number): number | undefined;
  isVolatile(step: number): boolean;
};
