import type { ParserName, ProtocolName } from '../session/header.ts';
import type { ConnectOptions } from './connect-options.ts';
import type { OnEvent } from './hearing.ts';
import type { Line } from './line/line.ts';
import type { Question } from './questions.ts';

export type ConnectionStatus = 'disconnected' | 'connecting' | 'connected' | 'reconnecting' | 'failed';

export type OutgoingEvent = {
  readonly nsp: string;
  readonly event: string;
  readonly args: readonly unknown[];
  readonly expectAck: boolean;
  readonly ackTimeoutMs: number | undefined;
  readonly isVolatile: boolean;
  /** Where false, the client says of the frame that it must not be compressed; a browser decides on that by itself. */
  readonly isCompressed?: boolean;
  /** The answer's arguments; undefined where none came in time, or the connection was lost. Called once at most. */
  readonly onack?: (args: readonly unknown[] | undefined) => void;
};

export type NamespaceStanding = {
  readonly nsp: string;
  readonly isConnected: boolean;
  /** The acknowledgement id that the next question here gets. */
  readonly nextAckId: number;
  /** Why the server does not let the client in, in its own words. */
  readonly refused?: string;
};

/** One client with its namespaces, of whatever generation; what it reports is recorded. */
export type Connection = {
  readonly options: ConnectOptions;
  readonly protocol: ProtocolName;
  readonly parser: ParserName;
  readonly status: ConnectionStatus;
  /** Session time in ms at which the status began. */
  readonly since: number;
  readonly why: string | undefined;
  /** The client holds or seeks a connection. */
  readonly isActive: boolean;
  /** Transport that carries messages now. */
  readonly transport: string | undefined;
  /** The last CONNECT restored the state from before the loss; undefined before the first, and where there is no such thing. */
  readonly recovered: boolean | undefined;
  /** None over bare Engine.IO. */
  readonly namespaces: readonly NamespaceStanding[];
  /** Its way out, for faults and for what is sent raw. */
  readonly line: Line;
  /** Little waits in the client to be sent. */
  readonly hasRoom: boolean;
  /** Hears of each event of the server that asks for an acknowledgement. */
  onquestion: ((question: Question) => void) | undefined;
  open(): void;
  close(): void;
  /** Throws where the generation cannot do it, with a sentence. */
  join(nsp: string): void;
  /** The connection ends with its last namespace. */
  leave(nsp: string): void;
  /** Whether what is emitted in `nsp` is sent, now or on connect; not once the server has refused or ended it. */
  isOpenFor(nsp: string): boolean;
  /** Throws what the client throws, e.g. for a reserved name; always over bare Engine.IO. */
  emit(outgoing: OutgoingEvent): void;
  /** Hears of all events of the server, in every namespace, until the function that comes back is called. */
  listen(onevent: OnEvent): () => void;
  /** Acknowledges the server's event `id` of `nsp`. Throws over bare Engine.IO. */
  answer(nsp: string, id: number, args: readonly unknown[]): void;
  /** A message of bare Engine.IO; throws over Socket.IO. */
  send(payload: string | Uint8Array): void;
};
