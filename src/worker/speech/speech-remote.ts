import type { Result } from '../../base/result.ts';
import type { LastingFault, SuddenFault } from '../../capture/line/fault.ts';
import type { RowId } from '../../projections/row.ts';
import type { AnswerRule } from '../../replay/answer-rule.ts';
import type { RawMessage } from '../../replay/raw/raw-message.ts';

/** An event of the server that waits for its acknowledgement. */
export type PendingQuestion = {
  readonly row: RowId;
  readonly conn: number;
  readonly nsp: string;
  readonly event: string;
  readonly id: number;
  /** Session time in ms. */
  readonly askedAt: number;
  /** Its arguments as JSON, cut to what a line shows. */
  readonly args: string;
};

/** What is said to a server beside events: packets as typed, faults, answers. All of the session in view. */
export type SpeechRemote = {
  /** Exactly as it is: nothing checks it. */
  sendRaw(conn: number, message: RawMessage): Promise<Result<void, string>>;
  /** `amount` as in `FaultsOn`; 0 ends it. */
  setFault(conn: number, fault: LastingFault, amount: number): Promise<Result<void, string>>;
  bringAbout(conn: number, fault: SuddenFault): Promise<Result<void, string>>;
  /** The longest waiting first, at most 50; `SessionState` tells how many there are. */
  questions(): Promise<readonly PendingQuestion[]>;
  /** In their order. */
  rules(): Promise<readonly AnswerRule[]>;
  /** In place of all that there were. */
  saveRules(rules: readonly AnswerRule[]): Promise<Result<void, string>>;
};
