import type { ConnectForm } from '../../src/capture/connect-options.ts';
import type { Certainty } from '../../src/doctor/finding.ts';

/** What a lab may do in the app once it runs, in the words of whoever sits before it. */
export type Hands = {
  /** Waits until the status begins with one of these. */
  status(...begins: readonly ('connected' | 'reconnecting' | 'disconnected' | 'failed')[]): Promise<void>;
  /** Waits for a row with these words, each alone in a cell. */
  row(...words: readonly string[]): Promise<void>;
  emit(message: {
    readonly event: string;
    readonly args?: string;
    readonly ack?: boolean;
    readonly ackTimeoutMs?: number;
    /** It is refused at first, as it will end the connection. */
    readonly isInsisted?: boolean;
  }): Promise<void>;
};

export type RunningLab = {
  readonly url: string;
  /** Besides the URL: whatever of the form makes the failure. */
  readonly form?: Partial<ConnectForm>;
  /** Brings the failure about after Connect was pressed; without it, to connect is enough. */
  act?(hands: Hands): Promise<void>;
  close(): Promise<void>;
};

export type Expected = {
  /** The cause, as the first finding's heading says it. */
  readonly cause: RegExp;
  /** In the remedy, snippets and all. */
  readonly remedy: RegExp;
  readonly certainty: Certainty;
  /** Buttons that go round it. */
  readonly waysRound?: readonly string[];
};

/** A real broken server, proxy or page. */
export type Lab = {
  /** Row of the table of failures that it stands for. */
  readonly id: string;
  readonly name: string;
  start(): Promise<RunningLab>;
  /** What the doctor says first. */
  readonly expects: Expected;
  /** Passive evidence alone does not tell: Diagnose is pressed. */
  readonly needsDiagnose?: true;
};
