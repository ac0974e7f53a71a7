import type { OutgoingEvent } from '../connection.ts';

/** What a player needs of the world: a connection, and a clock. */
export type PlayerPort = {
  /** Throws what the client throws. */
  emit(outgoing: OutgoingEvent): void;
  /** Events of the server, in all namespaces, until the function that comes back is called. */
  listen(onevent: (nsp: string, event: string, args: readonly unknown[]) => void): () => void;
  /** Whether an event goes out in `nsp` now; else why not, as a sentence. */
  flawIn(nsp: string): string | undefined;
  /** Little waits in the client to be sent. */
  hasRoom(): boolean;
  /** The session's clock, in ms. */
  now(): number;
  /** Not earlier than in `ms`, and as little later as can be. */
  sleep(ms: number): Promise<void>;
  /** As a timer does it: some milliseconds late. */
  nap(ms: number): Promise<void>;
  /** Lets other tasks have the thread. */
  yieldThread(): Promise<void>;
};
