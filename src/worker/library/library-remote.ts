import type { Result } from '../../base/result.ts';
import type { RowId } from '../../projections/row.ts';
import type { Capture, Environment } from '../../replay/environment.ts';
import type { MessageChange, MessageShelf } from '../../storage/messages.ts';

/** What a capture says now, and where it was received. */
export type CapturedValue = { readonly value: string; readonly row: RowId };

/** Saved messages and variables: the same in every tab; what was written last, counts. */
export type LibraryRemote = {
  /** `onchange` is called when this tab or another has changed something. */
  watch(onchange: () => void): Promise<void>;
  messages(): Promise<MessageShelf>;
  changeMessages(change: MessageChange): Promise<Result<void, string>>;
  environments(): Promise<readonly Environment[]>;
  saveEnvironment(environment: Environment): Promise<Result<void, string>>;
  deleteEnvironment(id: string): Promise<Result<void, string>>;
  /** Which one holds in this tab; messages that the worker fills by itself go by it. */
  useEnvironment(id: string): Promise<void>;
  /** In the session in view, one for each that is asked for; undefined where nothing of the kind was received yet. */
  captured(captures: readonly Capture[]): Promise<readonly (CapturedValue | undefined)[]>;
};
