import type { Result } from '../../base/result.ts';
import type { CodeFile, CodeLanguage, CodeOptions } from '../../exporters/code/script.ts';
import type { CatalogueView, EventName, EventShape } from '../../projections/catalogue/catalogue-view.ts';
import type { Message } from '../../replay/message.ts';

/** What a program is made of. Of rows and of a session it is what the client emitted, in order. */
export type ScriptSource =
  /** Rows of the session in view, as a `RowSet` holds them. */
  | { readonly kind: 'rows'; readonly keys: Float64Array }
  /** The session in view, all of it. */
  | { readonly kind: 'session' }
  /** What is prepared in the Replay pane, with its ignored paths. */
  | { readonly kind: 'replay' }
  /** Saved messages, in their order. Their variables become variables of the program. */
  | { readonly kind: 'messages'; readonly name: string; readonly messages: readonly Message[] };

export type ScriptAsk = {
  readonly source: ScriptSource;
  readonly language: CodeLanguage;
  readonly options: CodeOptions;
  /** Which connection's events; that of the first where undefined. */
  readonly conn?: number;
  /** Paths of answers that differ each time, e.g. `[0].at`; those that look so where undefined. */
  readonly ignored?: readonly string[];
};

export type WrittenScript = CodeFile & {
  readonly steps: number;
  /** What of the source is not in it, a sentence each. */
  readonly leftOut: readonly string[];
  /** The connections whose events the source holds. */
  readonly connections: readonly { readonly id: number; readonly url: string; readonly events: number }[];
  readonly conn: number;
  readonly ignored: readonly string[];
  /** Recorded answers that it can compare with. */
  readonly acks: number;
  readonly hasGaps: boolean;
};

/** Programs made of what was recorded, and what is learned of its events. */
export type ScriptRemote = EventRemote & {
  write(ask: ScriptAsk): Promise<Result<WrittenScript, string>>;
};

export type EventRemote = {
  /** Events of the session in view, as far as they have been looked at. */
  catalogue(): Promise<CatalogueView | undefined>;
  shapeOf(name: EventName): Promise<EventShape | undefined>;
  /** Names of one direction in a namespace, the most frequent first. */
  eventNames(nsp: string, direction: EventName['direction']): Promise<readonly string[]>;
  /** Types of all events, as socket.io's typed API takes them. */
  eventMaps(): Promise<Result<CodeFile, string>>;
};
