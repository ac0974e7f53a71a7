import type { Brand } from '../base/brand.ts';

/** Milliseconds since the session's `startedAt`, up to 3 decimals, never decreasing within a session. */
export type CaptureMs = Brand<number, 'CaptureMs'>;

export function captureMs(ms: number): CaptureMs {
  return (Math.round(ms * 1000) / 1000) as CaptureMs;
}

export type Direction = 'sent' | 'received';
export type Via = 'polling' | 'websocket' | 'webtransport';
export type StreamVia = Exclude<Via, 'polling'>;

/** Exactly what crossed: a text frame or body, or bytes. */
export type Payload = string | Uint8Array;

/** Fields of a file that this version does not know; written back as they came. */
export type UnknownFields = Readonly<Record<string, unknown>>;

export type Headers = Readonly<Record<string, string>>;

type Common = {
  readonly at: CaptureMs;
  /** The connection's id within the session, from 1. */
  readonly conn: number;
  /** On traffic of Sockscope's own: the check that it belongs to, e.g. `auto` or `websocket-4`. */
  readonly probe?: string;
  readonly more?: UnknownFields;
};

/** Its `chan` is new for every WebSocket, stream or HTTP request of a session. */
type OnChannel = { readonly chan: number };

export type Opened = Common & OnChannel & { readonly kind: 'opened'; readonly via: StreamVia; readonly url: string };
export type Frame = Common &
  OnChannel & {
    readonly kind: 'frame';
    readonly via: StreamVia;
    readonly dir: Direction;
    readonly payload: Payload;
  };
export type Closed = Common &
  OnChannel & {
    readonly kind: 'closed';
    readonly via: StreamVia;
    readonly code: number;
    readonly reason: string;
    readonly clean: boolean;
  };
export type Failed = Common & OnChannel & { readonly kind: 'failed'; readonly via: Via; readonly message: string };
export type Request = Common &
  OnChannel & {
    readonly kind: 'request';
    readonly via: 'polling';
    readonly method: string;
    readonly url: string;
    readonly headers?: Headers;
    readonly payload?: Payload;
  };
export type Response = Common &
  OnChannel & {
    readonly kind: 'response';
    readonly via: 'polling';
    readonly status: number;
    readonly headers?: Headers;
    readonly payload?: Payload;
  };

/** What the client library reported: connect, disconnect, connect_error, reconnect_attempt, upgrade, … */
export type ClientEvent = Common & {
  readonly kind: 'client';
  readonly event: string;
  readonly nsp?: string;
  /** JSON. */
  readonly detail?: unknown;
};

/** What the person did: connect, disconnect, emit, replay, mark, … */
export type UserAction = Common & {
  readonly kind: 'user';
  readonly action: string;
  /** JSON; bytes in it stand as `{"$binary":"base64"}`. */
  readonly detail?: unknown;
};

/** What crossed the wire or what the client reported, untouched. The log holds these and nothing else. */
export type WireEvent = Opened | Frame | Closed | Failed | Request | Response | ClientEvent | UserAction;

export function directionOf(event: WireEvent): Direction | undefined {
  switch (event.kind) {
    case 'frame':
      return event.dir;
    case 'request':
      return 'sent';
    case 'response':
      return 'received';
    default:
      return undefined;
  }
}

export function payloadOf(event: WireEvent): Payload | undefined {
  return 'payload' in event ? event.payload : undefined;
}
