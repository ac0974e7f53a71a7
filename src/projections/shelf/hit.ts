import type { Seq } from '../../session/entry.ts';
import type { Direction } from '../../wire/wire-event.ts';

/** An entry that a search found, as far as a list of hits shows it. */
export type ShelfHit = {
  readonly seq: Seq;
  /** Which packet of a polling body, from 1; absent where it is the entry itself. */
  readonly part?: number;
  /** ms of its session. */
  readonly at: number;
  readonly direction?: Direction;
  /** The event's name, or what kind of row it is. */
  readonly title: string;
  /** A stretch of what it says, around what was found; on one line. */
  readonly text: string;
  /** What was found, in characters of `text`; empty where the event's name was. */
  readonly marks: readonly Mark[];
};

export type Mark = { readonly start: number; readonly end: number };
