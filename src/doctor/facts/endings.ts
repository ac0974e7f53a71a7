import type { Entry } from '../../session/entry.ts';
import type { Via } from '../../wire/wire-event.ts';
import { Sightings } from './sightings.ts';

const KEPT = 12;

/** How an Engine.IO session ended that nobody on this side had ended. */
export type Ending = {
  readonly seqs: number[];
  readonly at: number;
  readonly lifeMs: number;
  /** Since the last packet, either way. */
  readonly idleMs: number;
  /** Of its handshake, in ms. */
  readonly pingTimeout: number;
  readonly via: Via;
  readonly chan: number | undefined;
  /** Close code of the WebSocket. */
  code: number | undefined;
  /** The client's word. */
  reason: string | undefined;
  /** A packet of the client's own making explains it. */
  isExplained: boolean;
};

export type TooLarge = {
  readonly sightings: Sightings;
  readonly sizeBytes: number;
  readonly sentSeq: number | undefined;
  readonly limitBytes: number | undefined;
  /** Close code 1009, or HTTP status 413. */
  readonly code: 1009 | 413;
  /** Whether the 413 came from Engine.IO, which sends no body. */
  readonly isFromProxy: boolean;
};

/** How sessions of a connection ended, through its whole life. */
export class Endings {
  readonly pingTimeouts = new Sightings();
  /** Last heartbeat, or the handshake, before the last heartbeat timeout. */
  lastBeatSeq: number | undefined;
  tooLarge: TooLarge | undefined;
  /** The EVENT with more than 10 attachments after which the server closed. */
  readonly attachmentsRefused = new Sightings();
  /** HTTP 504 while a poll was held. */
  readonly heldTooLong = new Sightings();
  #latest: Ending[] = [];

  get latest(): readonly Ending[] {
    return this.#latest;
  }

  get last(): Ending | undefined {
    return this.#latest.at(-1);
  }

  add(ending: Ending): void {
    this.#latest = [...this.#latest.slice(1 - KEPT), ending];
  }

  tooMuch(entry: Entry, told: Omit<TooLarge, 'sightings'>): void {
    const sightings = this.tooLarge?.sightings ?? new Sightings();
    sightings.see(entry);
    this.tooLarge = { ...told, sightings };
  }
}
