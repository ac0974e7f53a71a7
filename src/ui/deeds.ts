import type { Component } from 'svelte';
import type { EventShape } from '../projections/catalogue/catalogue-view.ts';
import type { Row, RowId } from '../projections/row.ts';
import type { ScriptSource } from '../worker/script/script-remote.ts';
import type { Workspace } from './workspace.svelte.ts';

/** What can be done with recorded rows beyond reading them. A page that only shows a session offers none of it. */
export type Deeds = {
  /** Says the selected events again. */
  replay(workspace: Workspace): Promise<void>;
  /** Puts an event into the composer. */
  edit(workspace: Workspace, row: Row): Promise<void>;
  compose(workspace: Workspace, shape: EventShape): Promise<void>;
  save(workspace: Workspace, row: Row): Promise<void>;
  showCode(workspace: Workspace, source: ScriptSource): void;
  /** The form that answers a question of the server. */
  answerForm(): Promise<{ readonly default: Component<{ row: RowId }> }>;
  /** The tab that compares a step of a replay. */
  compareTab(): Promise<{ readonly default: Component }>;
};
