import type { UnknownFields } from '../wire/wire-event.ts';

export type ProtocolName = 'v4' | 'v2' | 'eio4' | 'eio3';
export type ParserName = 'default' | 'msgpack';

export type ConnectionHeader = {
  /** From 1, unique within the session. */
  readonly id: number;
  readonly url: string;
  readonly path: string;
  readonly protocol: ProtocolName;
  readonly parser: ParserName;
  readonly transports: readonly string[];
  readonly namespaces: readonly string[];
  /** Its traffic went through the relay of this machine. */
  readonly relay?: boolean;
  readonly more?: UnknownFields;
};

/** What a person says of an entry; an empty text is a mark. `part`: of which packet in a polling body, from 1. */
export type Note = {
  readonly seq: number;
  readonly part?: number;
  readonly text: string;
  readonly more?: UnknownFields;
};

/** What a person says of the whole session, for whoever opens its file. */
export type CoverNote = {
  readonly happened?: string;
  readonly expected?: string;
  /** How to see it again. */
  readonly steps?: string;
  readonly more?: UnknownFields;
};

/** Facts about where it was recorded, each a short text by its name: `browser`, `os`, `timeZone`, `connection`, … */
export type EnvironmentFacts = Readonly<Record<string, string>>;

/** A finding of the doctor as a file keeps it, in words: no reader needs the rules to show it. */
export type ReportedFinding = {
  /** The rule's id. */
  readonly rule: string;
  readonly conn: number;
  readonly severity: string;
  readonly cause: string;
  readonly certainty: string;
  readonly reason: string;
  readonly evidence: readonly { readonly seqs: readonly number[]; readonly words: string }[];
  /** Titles and notes of the remedies, a text each. */
  readonly remedies: readonly string[];
  readonly more?: UnknownFields;
};

/** What an export has replaced, so that whoever opens the file knows that it was. */
export type RedactionNote = {
  /** Places that were rewritten. */
  readonly replaced: number;
  /** Different secrets among them. */
  readonly secrets: number;
  /** Replacements by kind: `token`, `e-mail`, … */
  readonly kinds: Readonly<Record<string, number>>;
  readonly more?: UnknownFields;
};

/** The first line of a session file, and what the shelf keeps of a session besides its WireEvents. */
export type SessionHeader = {
  /** UUIDv7 of our own recordings; whatever an imported file says. */
  readonly id: string;
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Absent while recording and in a recovered session. */
  readonly endedAt?: string;
  readonly app: string;
  readonly userAgent: string;
  readonly connections: readonly ConnectionHeader[];
  readonly notes: readonly Note[];
  readonly tags: readonly string[];
  readonly cover?: CoverNote;
  readonly environment?: EnvironmentFacts;
  /** The doctor's report at the time of the export. */
  readonly diagnosis?: readonly ReportedFinding[];
  readonly redaction?: RedactionNote;
  readonly more?: UnknownFields;
};
