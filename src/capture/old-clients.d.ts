// What we use of two clients that came without types.

declare module 'engine.io-client-v3' {
  export type TransportV3 = {
    readonly name: string;
    readonly writable: boolean;
    /** Polling has it. */
    request?: (...args: readonly unknown[]) => unknown;
    /** Opens the WebSocket, or the first poll. */
    doOpen: (...args: readonly unknown[]) => unknown;
  };

  export type EngineOptionsV3 = {
    readonly path: string;
    readonly transports: string[];
    readonly upgrade: boolean;
    readonly rememberUpgrade: boolean;
    readonly forceBase64: boolean;
    readonly withCredentials: boolean;
    readonly jsonp: boolean;
    readonly timestampRequests?: boolean;
    readonly query?: Record<string, string>;
    readonly transportOptions: {
      readonly polling: { readonly extraHeaders?: Record<string, string> };
      readonly websocket: { readonly protocols?: string[] };
    };
  };

  /** Opens itself in its constructor. */
  export default class EngineV3 {
    constructor(url: string, options: EngineOptionsV3);
    readonly id: string | null;
    readonly transport: TransportV3;
    createTransport: (name: string) => TransportV3;
    on(event: 'open' | 'message', listener: () => void): this;
    on(event: 'error' | 'upgradeError', listener: (error: unknown) => void): this;
    on(event: 'close', listener: (reason: string, description: unknown) => void): this;
    on(event: 'upgrading' | 'upgrade', listener: (transport: TransportV3) => void): this;
    send(payload: string | ArrayBuffer): this;
    close(): this;
  }
}

declare module 'socket.io-client-v2' {
  import type EngineV3 from 'engine.io-client-v3';
  import type { EngineOptionsV3 } from 'engine.io-client-v3';

  export type PacketV2 = {
    readonly type: number;
    readonly nsp: string;
    readonly id?: number;
    readonly data?: unknown;
    readonly options?: unknown;
  };

  export type EncoderV2 = {
    encode(packet: PacketV2, done: (encoded: readonly (string | ArrayBuffer)[]) => void): void;
  };

  export type ManagerOptionsV2 = EngineOptionsV3 & {
    readonly autoConnect: boolean;
    readonly reconnection: boolean;
    readonly timeout: number;
  };

  export class SocketV2 {
    readonly id?: string;
    readonly connected: boolean;
    /** Undefined or null where it is not active. */
    readonly subs?: readonly unknown[] | null;
    /** Of the next question. */
    readonly ids: number;
    readonly acks: Record<number, unknown>;
    sendBuffer: readonly { readonly id?: number }[];
    on(event: 'connect', listener: () => void): this;
    on(event: 'disconnect', listener: (reason: string) => void): this;
    on(event: 'error', listener: (error: unknown) => void): this;
    emit(event: string, ...args: readonly unknown[]): this;
    compress(isOn: boolean): this;
    connect(): this;
    disconnect(): this;
  }

  export class ManagerV2 {
    constructor(url: string, options: ManagerOptionsV2);
    readonly engine: EngineV3;
    readonly readyState: 'closed' | 'opening' | 'open';
    encoder: EncoderV2;
    readonly decoder: { add: (payload: unknown) => void };
    open: (done?: unknown) => ManagerV2;
    onclose(reason: string): void;
    socket(nsp: string, options: { readonly query?: Record<string, string> }): SocketV2;
    reconnectionDelay(ms: number): this;
    reconnectionDelayMax(ms: number): this;
    reconnectionAttempts(count: number): this;
    randomizationFactor(factor: number): this;
    on(event: 'open' | 'reconnect_failed', listener: () => void): this;
    on(event: 'connect_error' | 'error' | 'reconnect_error', listener: (error: unknown) => void): this;
    on(event: 'close', listener: (reason: string) => void): this;
    on(event: 'reconnect_attempt' | 'reconnect', listener: (attempt: number) => void): this;
  }

  /** What `io(url)` gives. */
  export type OldClient = {
    readonly connected: boolean;
    on(event: string, listener: (...args: unknown[]) => void): void;
    once(event: string, listener: (...args: unknown[]) => void): void;
    emit(event: string, ...args: unknown[]): void;
    connect(): void;
    close(): void;
  };

  const client: {
    (url: string, options?: Record<string, unknown>): OldClient;
    readonly Manager: typeof ManagerV2;
  };
  export default client;
}
