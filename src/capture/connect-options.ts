import type { ParserName, ProtocolName } from '../session/header.ts';

export type { ConnectForm, FieldName, FieldProblem, SwitchName, TextFieldName } from './connect-form/form.ts';
export { EMPTY_FORM } from './connect-form/form.ts';
export { readConnectForm } from './connect-form/read-form.ts';

export type ProtocolChoice = 'auto' | ProtocolName;
export type ParserChoice = 'auto' | ParserName;

export type TransportsChoice =
  | 'polling-then-upgrade'
  | 'websocket'
  | 'polling'
  | 'webtransport'
  /** WebSocket first, polling where that fails: needs `tryAllTransports`. */
  | 'websocket-then-polling'
  | 'polling-then-webtransport';

/** One connection as the form describes it, checked. Names are those of socket.io-client's options where it has them. */
export type ConnectOptions = {
  /** Origin only, e.g. `http://localhost:3000`. */
  readonly url: string;
  /** Starts and ends with `/`. */
  readonly path: string;
  readonly protocol: ProtocolChoice;
  readonly parser: ParserChoice;
  /** At least one; each starts with `/`. */
  readonly namespaces: readonly string[];
  /** JSON object, sent in every CONNECT. */
  readonly auth: Readonly<Record<string, unknown>> | undefined;
  readonly query: Readonly<Record<string, string>> | undefined;
  /** On polling requests; on a WebSocket only through the relay. */
  readonly headers: Readonly<Record<string, string>> | undefined;
  /** WebSocket subprotocols. */
  readonly protocols: readonly string[];
  readonly withCredentials: boolean;
  readonly useRelay: boolean;
  readonly transports: TransportsChoice;
  readonly tryAllTransports: boolean;
  readonly upgrade: boolean;
  readonly rememberUpgrade: boolean;
  readonly forceBase64: boolean;
  readonly timestampRequests: boolean;
  readonly reconnect: boolean;
  /** Without end where undefined. */
  readonly reconnectionAttempts: number | undefined;
  readonly reconnectionDelayMs: number;
  readonly reconnectionDelayMaxMs: number;
  /** 0 to 1: how far a delay may be off either way. */
  readonly randomizationFactor: number;
  readonly timeoutMs: number;
  readonly ackTimeoutMs: number | undefined;
  readonly retries: number | undefined;
  /** SHA-256 of certificates that WebTransport is to trust, each 32 bytes in hexadecimal with or without colons. */
  readonly certificateHashes: readonly string[];
};
