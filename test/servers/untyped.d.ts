// Servers of old, which came without types: as much of them as the tests use.

declare module 'socket.io-v1' {
  export { default } from 'socket.io-v2';
}

declare module 'socket.io-v2' {
  import type { Server as HttpServer } from 'node:http';

  export type OldSocket = {
    readonly handshake: { readonly headers: Record<string, string | undefined> };
    on(event: string, listener: (...args: unknown[]) => void): void;
    emit(event: string, ...args: unknown[]): void;
    disconnect(close?: boolean): void;
  };
  type OldNamespace = { on(event: 'connection', listener: (socket: OldSocket) => void): void };
  export type OldServer = OldNamespace & { of(name: string): OldNamespace; close(done?: () => void): void };

  export default function open(server: HttpServer, options?: Record<string, unknown>): OldServer;
}

declare module 'engine.io-v3' {
  import type { Server as HttpServer } from 'node:http';

  export type OldEngineSocket = {
    on(event: 'message', listener: (message: string | Buffer) => void): void;
    send(message: string | Buffer): void;
    close(): void;
  };
  export type OldEngine = {
    on(event: 'connection', listener: (socket: OldEngineSocket) => void): void;
    close(): void;
  };

  const engine: { attach(server: HttpServer, options?: Record<string, unknown>): OldEngine };
  export default engine;
}

// It has types, and hides them from `moduleResolution: bundler`; what is used of it is as in version 4.
declare module 'socket.io-v3' {
  export { Server } from 'socket.io';
}
