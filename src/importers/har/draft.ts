import type { SessionLog } from '../../session/log.ts';
import type { Headers, Payload } from '../../wire/wire-event.ts';
import type { EngineAddress } from './socketio-address.ts';

// All times in milliseconds since the first one that the file told; negative where something began before that.

type Common = {
  /** Position among the file's entries. */
  readonly index: number;
  readonly at: number;
  readonly url: string;
  readonly address: EngineAddress;
  /** Pages do not share their connections. */
  readonly page: string | undefined;
};

/** An HTTP request of long-polling and what became of it. */
export type Exchange = Common & {
  readonly kind: 'exchange';
  readonly method: string;
  readonly headers: Headers;
  readonly payload: Payload | undefined;
  /** Undefined where nobody waited for it any more. */
  readonly end: ExchangeEnd | undefined;
};

export type ExchangeEnd =
  | {
      readonly kind: 'response';
      readonly at: number;
      readonly status: number;
      readonly headers: Headers;
      readonly payload: Payload | undefined;
    }
  | { readonly kind: 'failed'; readonly at: number; readonly message: string };

export type SocketDraft = Common & {
  readonly kind: 'socket';
  /** Undefined where its handshake failed. */
  readonly openedAt: number | undefined;
  /** Its frames' times may go back, and are −∞ where the file does not tell them. */
  readonly frames: SessionLog;
  readonly failed: { readonly at: number; readonly message: string } | undefined;
  readonly closed: SocketEnd | undefined;
};

export type SocketEnd = {
  readonly at: number;
  readonly code: number;
  readonly reason: string;
  readonly clean: boolean;
};

export type Draft = Exchange | SocketDraft;
