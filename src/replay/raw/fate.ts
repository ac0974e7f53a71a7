import type { ParserName, ProtocolName } from '../../session/header.ts';
import type { Via } from '../../wire/wire-event.ts';

/** Who hears a raw message: a standard server, as this connection stands. */
export type Ear = {
  readonly protocol: ProtocolName;
  readonly parser: ParserName;
  readonly via: Via;
  /** Namespaces that the client is in. */
  readonly joined: readonly string[];
};

/** What a standard server (socket.io 4.8 and 2.5, engine.io 6.6 and 3.6) makes of a raw message. All of it measured. */
export type Fate = {
  /** `waits`: for the attachments that were announced. `unknown`: not measured, so nothing is claimed. */
  readonly kind: 'taken' | 'answered' | 'ignored' | 'waits' | 'ends' | 'unknown';
  /** Of `answered`: how the frame begins that comes back. */
  readonly answer?: string;
  /** What goes on behind “a standard server”. */
  readonly words: string;
};

export function isOld({ protocol }: Ear): boolean {
  return protocol === 'v2' || protocol === 'eio3';
}

export function isBare({ protocol }: Ear): boolean {
  return protocol === 'eio4' || protocol === 'eio3';
}

/** It closes the connection: how that looks from here. */
export function ends(why: string, { via }: Pick<Ear, 'via'>): Fate {
  const how = via === 'polling' ? 'answers the POST with ok and the poll with close (1)' : 'closes the connection';
  return { kind: 'ends', words: `${how}: ${why}` };
}

export function ignored(why: string): Fate {
  return { kind: 'ignored', words: `ignores it: ${why}` };
}
