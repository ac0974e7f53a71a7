import type { EventShape } from '../../projections/catalogue/catalogue-view.ts';
import { RowSet } from '../../projections/row-set.ts';
import { asTemplate } from '../../replay/template.ts';
import { composerOf } from '../composer/composer-model.svelte.ts';
import type { Workspace } from '../workspace.svelte.ts';

/** Puts the newest example into the composer, as it was sent. */
export async function compose(workspace: Workspace, { event, nsp, example, asked }: EventShape): Promise<void> {
  const args = await workspace.worker.copyRows(RowSet.of(example).keys, 'json');
  if (!args.ok) return void (workspace.problem = args.error);
  composerOf(workspace).change({ event, nsp, args: asTemplate(args.value, 'json'), expectAck: asked > 0 });
  workspace.layout.showDock('emit');
}
