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
  readonly more?: UnknownFields;
};
