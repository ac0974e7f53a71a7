import type { Direction } from '../../wire/wire-event.ts';

/**
 * `event`: an EVENT, or a message of bare Engine.IO. `answer`: its ACK. `socket`: what begins, refuses or ends a
 * namespace. `wire`: what befalls the connection itself. `client`: what only the client reports of it.
 */
export const SAID_KINDS = ['event', 'answer', 'socket', 'wire', 'client'] as const;
export type SaidKind = (typeof SAID_KINDS)[number];

/** One thing that was said in a session, or that befell a connection. Heartbeats are none: they say only that time passes. */
export type Said = {
  readonly kind: SaidKind;
  readonly conn: number;
  /** Empty where it concerns the whole connection. */
  readonly nsp: string;
  readonly direction: Direction | undefined;
  /** The event's name, the packet's type, or a word: `handshake`, `upgrade`, `closed`, … */
  readonly name: string;
  readonly seq: number;
  /** Of which packet in a polling body, as a `RowId` has it. */
  readonly part: number;
  /** Session time in ms. */
  readonly at: number;
  /** Its last argument is the offset of connection state recovery, which is none of its values. */
  readonly hasOffset?: boolean;
};

/** Hears what is said; `number` is its own name for each. */
export type Audience = {
  said(said: Said): number;
  /** Now that all its attachments are here. */
  complete(number: number, value: unknown): void;
  answered(question: number, answer: number): void;
};
