import type { Handshake } from '../../protocol/engineio/packet.ts';
import type { Payload } from '../../wire/wire-event.ts';
import type { Generation } from './engine-url.ts';

/** The session is over, or was refused. */
export type Ended = {
  readonly kind: 'ended';
  /** "status 400, code 1", "close packet", "WebSocket closed, 1006". */
  readonly words: string;
  readonly status?: number;
  readonly code?: number;
  readonly closeCode?: number;
  readonly body?: string;
};

export type Incoming = { readonly kind: 'message'; readonly body: Payload } | Ended;

/** An Engine.IO session of a check's own, heartbeats answered. */
export type EngineSession = {
  readonly kind: 'session';
  readonly generation: Generation;
  readonly handshake: Handshake;
  /** A whole Engine.IO packet as text, or a binary message. A failure arrives by `next`. */
  send(packet: Payload): Promise<void>;
  /** The next Engine.IO message; `undefined` when none comes in time. */
  next(withinMs: number): Promise<Incoming | undefined>;
};
