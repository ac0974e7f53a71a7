import type { Result } from '../../base/result.ts';
import type { Axis } from '../../diff/axis.ts';
import type { LineCounts } from '../../diff/comparison.ts';
import type { SaidKind } from '../../diff/hearing/said.ts';
import type { LineFilter, LineVerdict } from '../../diff/verdict.ts';
import type { RowId } from '../../projections/row.ts';
import type { Difference } from '../../replay/difference.ts';
import type { Direction } from '../../wire/wire-event.ts';
import type { Progress } from '../remote.ts';

export type ComparedSession = {
  readonly key: string;
  readonly name: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly entries: number;
  /** Things said that are compared. */
  readonly said: number;
};

/** A path that is offered for ignoring, and in how many lines it differs. */
export type PathSuggestion = { readonly path: string; readonly differing: number };

/** How two sessions compare, told anew whenever the ignored paths change. */
export type DiffState = {
  /** Rises with each comparison: lines of an older one are stale. */
  readonly edition: number;
  readonly a: ComparedSession;
  readonly b: ComparedSession;
  readonly counts: LineCounts;
  readonly ignored: readonly string[];
  /** What is probably no difference that matters: ids, tokens, times, counters. */
  readonly suggestions: readonly PathSuggestion[];
  /** The first line that is not equal. */
  readonly first?: DiffLine;
  /** Connections that are held against each other, by their ids; one without a partner stands alone. */
  readonly connections: readonly { readonly a?: number; readonly b?: number }[];
  /** What the comparison could not look at in full, in sentences. */
  readonly limits: readonly string[];
};

/** What one of both says in a line. */
export type DiffSide = {
  readonly row: RowId;
  readonly conn: number;
  /** ms from what first crossed the wire in its session. */
  readonly atMs: number;
  /** What it carries, as JSON on one line; cut. */
  readonly text: string;
  readonly answer?: { readonly row: RowId; readonly tookMs: number; readonly text: string };
};

export type DiffChange = Difference & { readonly isIgnored: boolean; readonly isInAnswer: boolean };

export type DiffLine = {
  /** Among all lines, whatever the filter. */
  readonly line: number;
  readonly verdict: LineVerdict;
  readonly kind: SaidKind;
  readonly name: string;
  /** Empty where it concerns the whole connection. */
  readonly nsp: string;
  readonly direction?: Direction;
  readonly a?: DiffSide;
  readonly b?: DiffSide;
  /** How much later B says it, and by how much that is another than at the pair before. */
  readonly shiftMs?: number;
  readonly jumpMs?: number;
  /** What of its timing is worth telling: the shift is another from here on, or one answer took much longer. */
  readonly isJump: boolean;
  readonly isSlowAnswer: boolean;
  /** The first place that differs and counts, and how many there are. */
  readonly change?: DiffChange;
  readonly changes: number;
  /** How many places differ and do not count. */
  readonly ignored: number;
};

/** All of one line; texts are whole, as far as a person can read them. */
export type DiffDetails = DiffLine & { readonly differences: readonly DiffChange[] };

/** Two sessions beside each other. One comparison at a time; a new one ends the one under way. */
export type DiffRemote = {
  /** With the paths that were ignored the last time between the two, or else with `a` as the good one. */
  compare(a: string, b: string, onprogress: (progress: Progress) => void): Promise<Result<DiffState, string>>;
  cancel(): Promise<void>;
  /** Lets go of what was compared. */
  close(): Promise<void>;
  /** Patterns like `[0].at` or `*.id`; kept for the two sessions. */
  setIgnored(paths: readonly string[]): Promise<Result<DiffState, string>>;
  /** Those that pass, from `from` (inclusive) to `to` (exclusive). */
  lines(filter: LineFilter, from: number, to: number): Promise<readonly DiffLine[]>;
  /** Where a line stands among those that pass: itself, or the next one. */
  indexOf(filter: LineFilter, line: number): Promise<number>;
  /** The next line that differs after `line`, or before it with -1. */
  nextDifference(line: number | undefined, step: 1 | -1): Promise<number | undefined>;
  details(line: number): Promise<DiffDetails | undefined>;
  axis(buckets: number): Promise<Axis | undefined>;
  /** The line whose time in `side` is nearest to `ms`. */
  lineNear(side: 'a' | 'b', ms: number): Promise<number | undefined>;
  /** Names, paths and times, but no values: nothing in it is secret. */
  report(): Promise<Result<{ readonly file: Blob; readonly fileName: string }, string>>;
};
