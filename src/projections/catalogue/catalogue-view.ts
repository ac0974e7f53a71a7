import type { Direction } from '../../wire/wire-event.ts';
import type { RowId } from '../row.ts';

export type EventName = { readonly nsp: string; readonly event: string; readonly direction: Direction };

/** Something that was never so before. `path` is like `[0].items[*].id`, and begins with `ack` in an answer. */
export type ShapeChange = {
  readonly kind: 'type' | 'appeared' | 'vanished';
  readonly path: string;
  /** `string`; absent for what appeared. */
  readonly was?: string;
  /** Absent for what vanished. */
  readonly now?: string;
  /** How often it was as before. */
  readonly after: number;
  readonly row: RowId;
};

/** One event of the list. */
export type CatalogueEvent = EventName & {
  readonly count: number;
  /** How many of them asked for an acknowledgement. */
  readonly asked: number;
  /** How many were looked into. */
  readonly samples: number;
  /** What it carries, on one line: `{ room: string }, number`. */
  readonly signature: string;
  readonly changes: number;
  readonly firstRow: RowId;
  /** Session time in ms. */
  readonly firstAt: number;
  readonly lastRow: RowId;
  readonly lastAt: number;
};

export type CatalogueView = {
  /** The most frequent first; at most `MOST_EVENTS`. */
  readonly events: readonly CatalogueEvent[];
  /** All, also those beyond the list. */
  readonly eventCount: number;
  /** Events whose shape changed. */
  readonly changed: number;
  /** Rows that were looked at, and all. */
  readonly progress: { readonly done: number; readonly total: number };
};

/** A value's types at one place, as a line of a tree. */
export type ShapeLine = {
  readonly depth: number;
  /** The member's or argument's name; `[*]` for the elements of an array. */
  readonly name: string;
  /** As TypeScript writes it; `object` and `array` where its lines follow. */
  readonly type: string;
  /** What all of its texts look like: uuid, ISO date, URL, …. */
  readonly hint?: string;
  /** Of 1: how often it is there where it could be. */
  readonly presence: number;
  readonly isChanged: boolean;
};

/** All that is known of one event. */
export type EventShape = CatalogueEvent & {
  readonly args: readonly ShapeLine[];
  /** Of its acknowledgements; absent where none was seen. */
  readonly ack?: readonly ShapeLine[];
  readonly answered: number;
  readonly newestChanges: readonly ShapeChange[];
  /** A row that shows it as it is now. */
  readonly example: RowId;
};
