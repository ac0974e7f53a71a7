import type { Result } from '../../base/result.ts';
import type { RowId } from '../../projections/row.ts';
import type { Difference } from '../../replay/difference.ts';
import type { LeftAside } from '../../replay/plan/plan.ts';
import type { Message } from '../../replay/message.ts';
import type { Gate, RemapRule, Timing } from '../../replay/rules.ts';

/** What is to be said again. Of rows and of a whole session it is what the client emitted, in order. */
export type ReplaySource =
  /** Rows of the session in view, as a `RowSet` holds them. */
  | { readonly kind: 'rows'; readonly keys: Float64Array }
  /** The session in view, all of it. */
  | { readonly kind: 'session' }
  /** Saved messages, in their order; their templates are filled when each is sent. */
  | { readonly kind: 'messages'; readonly name: string; readonly messages: readonly Message[] };

/** Where it is said: a connection of a session that this tab records. */
export type ReplayTarget = {
  readonly key: string;
  readonly conn: number;
  /** The session's name, and the server's address. */
  readonly name: string;
  readonly url: string;
  readonly isConnected: boolean;
};

export type ReplaySettings = {
  readonly timing: Timing;
  /** How many times in all, from 1. */
  readonly loops: number;
  readonly gates: readonly Gate[];
  readonly remaps: readonly RemapRule[];
  /** Paths whose differences do not count, e.g. `[0].at` or `*.id`. */
  readonly ignored: readonly string[];
  /** Names of events that the server sends by itself, e.g. a ticker's: whether they come does not count. */
  readonly ignoredEvents: readonly string[];
  readonly ackTimeoutMs: number;
};

export type ReplayCounts = {
  /** Steps of all loops. */
  readonly total: number;
  readonly sent: number;
  /** Sent, and still without the answer that was asked for. */
  readonly waiting: number;
  readonly equal: number;
  readonly differs: number;
  /** An answer or an event was recorded, and did not come. */
  readonly missing: number;
  /** An answer or an event came that was not recorded. */
  readonly extra: number;
};

/** Told at most ten times a second, and undefined while nothing is prepared. */
export type ReplayState = {
  readonly status: 'ready' | 'playing' | 'paused' | 'ended' | 'stopped';
  /** The session that it was recorded in; `key` is absent for saved messages. */
  readonly source: { readonly name: string; readonly key?: string };
  readonly target?: ReplayTarget;
  /** Steps of one loop; `counts.total` is of all loops. */
  readonly steps: number;
  readonly settings: ReplaySettings;
  readonly counts: ReplayCounts;
  /** The step that comes next, over all loops, from 0. */
  readonly next: number;
  /** Session time (of the target, ms) at which the next step is due; absent where nothing but a gate or a person decides. */
  readonly dueAt?: number;
  /** What it waits for or why it ended, as a sentence. */
  readonly why?: string;
  /** Rises whenever a step says something else than before. */
  readonly edition: number;
  /** What was sent but is not among the steps, and why: "it cannot be read". */
  readonly leftAside: readonly LeftAside[];
};

export type StepVerdict = 'not sent' | 'waiting' | 'sent' | 'equal' | 'differs' | 'missing' | 'extra';

/** One line of the preview and the comparison; texts are cut to what a line shows. */
export type ReplayStep = {
  /** Over all loops, from 0. */
  readonly index: number;
  readonly loop: number;
  readonly nsp: string;
  readonly event: string;
  /** Milliseconds after the first step, as recorded. */
  readonly atMs: number;
  /** Where it was recorded; absent for a saved message. */
  readonly row?: RowId;
  /** Its arguments as they will be or were sent: what is not known yet stands as the rule's name. */
  readonly args: string;
  /** What of the arguments is or will be replaced. */
  readonly replaced: readonly { readonly path: string; readonly was: string; readonly by: string }[];
  readonly wantsAck: boolean;
  readonly verdict: StepVerdict;
  readonly recorded?: string;
  readonly recordedMs?: number;
  readonly answer?: string;
  readonly answerMs?: number;
  /** Session time (of the target, ms) at which it was sent. */
  readonly sentAt?: number;
  /** Paths that differ but are ignored, and values that were mapped, in a few words. */
  readonly note?: string;
};

/** A step's recorded answer beside the new one, and the events that followed each. */
export type StepComparison = {
  readonly step: ReplayStep;
  /** The answers' arguments as JSON, bytes as `$binary`; absent where none came. */
  readonly recorded?: string;
  readonly answer?: string;
  readonly differences: readonly (Difference & { readonly isIgnored: boolean })[];
  readonly events: readonly {
    readonly nsp: string;
    readonly event: string;
    readonly verdict: 'equal' | 'differs' | 'missing' | 'extra';
    readonly recorded?: string;
    readonly received?: string;
    readonly differences: readonly (Difference & { readonly isIgnored: boolean })[];
    readonly isIgnored: boolean;
  }[];
  /** Rows of the target's session: what was sent and what answered. */
  readonly sentRow?: RowId;
  readonly answerRow?: RowId;
};

/** A value that a recorded answer gave and that later steps say again, e.g. a token. */
export type RemapSuggestion = {
  readonly rule: RemapRule;
  /** As JSON, cut. */
  readonly value: string;
  /** How many places of later steps say it. */
  readonly uses: number;
};

/** Says recorded or saved messages again, and compares what comes back. One at a time. */
export type ReplayRemote = {
  /** Replaces what was prepared; refused while one is playing. What is prepared outlives a change of the view. */
  prepare(source: ReplaySource): Promise<Result<void, string>>;
  /** Puts it away; stops it first. */
  discard(): Promise<void>;
  targets(): Promise<readonly ReplayTarget[]>;
  aimAt(key: string, conn: number): Promise<Result<void, string>>;
  /** Refused while it is playing, but for what is ignored. */
  change(settings: Partial<ReplaySettings>): Promise<Result<void, string>>;
  suggestions(): Promise<readonly RemapSuggestion[]>;
  play(): Promise<Result<void, string>>;
  pause(): Promise<void>;
  /** Sends the next step and pauses. */
  step(): Promise<Result<void, string>>;
  stop(): Promise<void>;
  steps(from: number, to: number): Promise<readonly ReplayStep[]>;
  /**
   * All steps of all loops in `stretches` equal stretches (one a step where there are fewer), each said by its worst
   * step, worst first: missing, differs, extra, waiting, not sent, sent, equal.
   */
  verdicts(stretches: number): Promise<readonly StepVerdict[]>;
  comparison(index: number): Promise<StepComparison | undefined>;
  /** From here on the new answer counts as the expected one. */
  accept(index: number): Promise<void>;
  /** All of the comparison as a JSON file, with stand-ins for secrets. */
  exportComparison(): Promise<Result<{ readonly file: Blob; readonly fileName: string }, string>>;
};
