import type { CheckId, ProbeReport } from '../../doctor/checks.ts';
import type { ConnectOptions } from '../connect-options.ts';
import type { Recorder } from '../recorder.ts';

/** What the checks must know of the page that they run for; a worker cannot tell all of it. */
export type PageFacts = {
  readonly origin: string;
  readonly isOnline: boolean;
  /** Chromium's permission to reach the local network; absent where the browser has none. */
  readonly localNetwork?: 'granted' | 'denied' | 'prompt';
};

/** What one check has to work with. */
export type Inquiry = {
  readonly options: ConnectOptions;
  /** Whatever it records belongs to the check. */
  readonly recorder: Recorder;
  readonly signal: AbortSignal;
  /** `close` runs when the check is over, however it ends, and may still talk to the server then. */
  onend(close: () => Promise<void> | void): void;
};

/** What is known when a check's turn comes. */
export type Known = {
  readonly options: ConnectOptions;
  readonly page: PageFacts;
  readonly reports: readonly ProbeReport[];
};

type Untimed<Report> = Report extends unknown ? Omit<Report, 'tookMs'> : never;

/** A report but for the time it took, which is measured for all checks in one place. */
export type Answer = Untimed<ProbeReport>;
export type AnswerOf<Id extends CheckId> = Extract<Answer, { readonly check: Id }>;

export type Check<Id extends CheckId = CheckId> = (inquiry: Inquiry, known: Known) => Promise<AnswerOf<Id>>;
