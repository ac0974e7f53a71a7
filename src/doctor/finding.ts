import type { ParserName, ProtocolName } from '../session/header.ts';
import type { CheckState } from './checks.ts';

/** `certain`: proven by what is in the log; `likely`: nothing else known looks so; `possible`: one of several. */
export type Certainty = 'certain' | 'likely' | 'possible';

export type Evidence = {
  /** Rows that show it, first those that show it best. */
  readonly seqs: readonly number[];
  /** What they show: "the handshake came back with nothing readable". */
  readonly words: string;
};

/** Something to paste. */
export type Snippet = {
  /** "Node", "Flask", "nginx", "Client". */
  readonly name: string;
  readonly code: string;
  /** Lines of `code`, from 0, that are the change. */
  readonly changed: readonly number[];
};

export type Remedy = {
  /** "On the server", "In the proxy", "In the client". */
  readonly title: string;
  readonly snippets: readonly Snippet[];
  readonly note?: string;
};

/** A change of the connection's options that goes round the cause: one click, then it connects anew. */
export type WayRound = {
  /** The button's words: "Use WebSocket only". */
  readonly words: string;
  /** What it costs: "WebSocket is not subject to CORS, but polling stays off." */
  readonly note: string;
  readonly change: {
    readonly transports?: 'websocket' | 'polling' | 'polling-then-upgrade';
    readonly useRelay?: boolean;
    readonly protocol?: ProtocolName;
    readonly parser?: ParserName;
    readonly withCredentials?: boolean;
    readonly url?: string;
    readonly path?: string;
  };
};

export type Finding = {
  /** Unique in a session and stable while it grows: the rule's id and the connection's. */
  readonly key: string;
  /** The rule's id. */
  readonly rule: string;
  readonly conn: number;
  /** `error`: it does not work; `warning`: it works, but not as it could, or may not for long. */
  readonly severity: 'error' | 'warning';
  /** One sentence. */
  readonly cause: string;
  readonly certainty: Certainty;
  /** Why so sure, and what the client alone can say: "both proofs agree". */
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  /** Causes that look just the same from a page; empty where it is the only one. */
  readonly alternatives: readonly string[];
  readonly remedies: readonly Remedy[];
  readonly waysRound: readonly WayRound[];
};

/** What the Diagnosis region shows. */
export type DiagnosisView = {
  /** The most helpful first: certain before likely, errors before warnings. */
  readonly findings: readonly Finding[];
  /** Of the connection that was diagnosed last; empty before. */
  readonly checks: readonly CheckState[];
  readonly isRunning: boolean;
};
