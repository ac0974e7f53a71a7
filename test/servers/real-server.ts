/** A server that runs, on loopback. */
export type Running = {
  /** Origin. */
  readonly url: string;
  /** SHA-256 of its certificate, in hexadecimal, where it has one of its own. */
  readonly certificateHash?: string;
  close(): Promise<void>;
};

export type Transport = 'polling' | 'upgrade' | 'websocket' | 'webtransport';

export type RealServer = {
  readonly name: string;
  readonly path: '/socket.io/' | '/engine.io/';
  /** Which generation of clients it takes; `engine` without Socket.IO. */
  readonly speaks: 'v4' | 'v2' | 'engine4' | 'engine3';
  readonly parser?: 'msgpack';
  /** What it cannot do, each with the reason. */
  readonly impossible: Readonly<Partial<Record<Transport, string>>>;
  /** Why text other than ASCII is not asked of a transport. */
  readonly asciiOnly?: Readonly<Partial<Record<Transport, string>>>;
  /** It writes text other than ASCII as `\u` escapes, as Python's json does. */
  readonly escapes?: true;
  /** What this machine lacks for it, as a Debian machine would install it. */
  missing(): readonly string[];
  start(): Promise<Running>;
};

export const NO_WEBTRANSPORT = 'the server has no WebTransport';

/** For servers that need nothing but what npm installed. */
export function nothingMissing(): readonly string[] {
  return [];
}
