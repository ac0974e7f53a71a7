import type { ParserName, ProtocolName } from '../../session/header.ts';

/** What a program is to say again, and to whom. Values are as JSON gives them, bytes as `Uint8Array`. */
export type Script = {
  /** Of the session, or of the folder of messages. */
  readonly name: string;
  readonly connection: ScriptConnection;
  readonly steps: readonly ScriptStep[];
  /** What the server asks, and how it was answered, in order. */
  readonly answers: readonly ScriptAnswer[];
  /** What else the server said, each event once. */
  readonly heard: readonly { readonly nsp: string; readonly event: string }[];
};

export type ScriptConnection = {
  /** Origin only. */
  readonly url: string;
  /** Starts and ends with `/`. */
  readonly path: string;
  readonly protocol: ProtocolName;
  readonly parser: ParserName;
  /** The client's names, in its order. */
  readonly transports: readonly string[];
  /** At least one. */
  readonly namespaces: readonly string[];
  readonly query: readonly QueryValue[];
  /** Keys of what the handshake carried as auth: the values stand in no script. */
  readonly authKeys: readonly string[];
};

/** `value` is absent where it may be a secret. */
export type QueryValue = { readonly name: string; readonly value?: string };

export type ScriptStep = {
  readonly nsp: string;
  readonly event: string;
  readonly args: readonly unknown[];
  readonly wantsAck: boolean;
  /** Milliseconds after the first step. */
  readonly atMs: number;
  /** The recorded answer; absent where none came. */
  readonly ack?: readonly unknown[];
};

export type ScriptAnswer = { readonly nsp: string; readonly event: string; readonly args: readonly unknown[] };

/** Stands in a recorded answer where each run gives another value. */
export const ANYTHING = Object.freeze({ anything: true });

/** Stands in arguments for a value that is known when the script runs. */
export class Variable {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** Stands for what the new answer to an earlier step says at `path`. */
export class Carried {
  /** Its place among the steps, from 0. */
  readonly step: number;
  readonly path: readonly (string | number)[];

  constructor(step: number, path: readonly (string | number)[]) {
    this.step = step;
    this.path = path;
  }

  /** What the program calls that answer. */
  get answer(): string {
    return `answer${this.step + 1}`;
  }
}

/** What is known when the script runs. */
export type KnownLater = Variable | Carried;

/** A text of which parts are known when the script runs. */
export class Filled {
  readonly pieces: readonly (string | KnownLater)[];

  constructor(pieces: readonly (string | KnownLater)[]) {
    this.pieces = pieces;
  }
}

export type CodeOptions = {
  /** The recorded rhythm, or each as soon as the one before has been said. */
  readonly timing: 'recorded' | 'none';
  /** Goes on when an answer has come, not before. */
  readonly waitsForAcks: boolean;
  /** Says where an answer is another than the recorded one. */
  readonly checksAnswers: boolean;
  readonly ackTimeoutMs: number;
  /** Where a page gets its client; from the server itself where undefined. */
  readonly clientUrl?: string;
};

export const CODE_OPTIONS: CodeOptions = {
  timing: 'none',
  waitsForAcks: true,
  checksAnswers: true,
  ackTimeoutMs: 5000,
};

export type CodeLanguage = 'node' | 'browser' | 'python' | 'vitest' | 'curl';

export type CodeFile = {
  readonly fileName: string;
  readonly code: string;
  /** What to type in a terminal, in order. */
  readonly run: readonly string[];
};
