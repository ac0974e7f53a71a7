import { fail, type Result } from '../../base/result.ts';
import type { Message } from '../../replay/message.ts';
import type { SavedMessage } from '../../storage/stored-message.ts';
import { composerOf } from '../composer/composer-model.svelte.ts';
import { prepareReplay } from '../replay/start-replay.ts';
import { variablesModelOf } from '../variables/variables-model.svelte.ts';
import type { Workspace } from '../workspace.svelte.ts';

/** Fills the composer; emits nothing. */
export function loadIntoComposer(workspace: Workspace, { message }: SavedMessage): void {
  composerOf(workspace).change(message);
  workspace.layout.isLeftOver = false;
  workspace.layout.showDock('emit');
}

/** Over the connection in front, past the composer. */
export async function emitSaved(workspace: Workspace, { message }: SavedMessage): Promise<Result<void, string>> {
  const { connection, worker } = workspace;
  if (!connection || !workspace.isConnectedOrTrying) return fail('Connect first.');
  const variables = variablesModelOf(workspace);
  const resolved = await variables.resolveNow(message);
  if (!resolved.ok) return fail(`${resolved.error.place}: ${resolved.error.message}.`);
  const checked = composerOf(workspace).check(resolved.value.message, message.args);
  if (!checked.ok) return fail(checked.error.sentence);
  const { doubt } = checked.value;
  if (doubt !== undefined) return fail(`${doubt} The composer can send it anyway.`);
  const { args, ackTimeoutMs, ...rest } = resolved.value.message;
  const outcome = await worker.emit({
    ...rest,
    conn: connection.id,
    args: args.trim() === '' ? '[]' : args,
    ...(rest.expectAck && { ackTimeoutMs }),
  });
  if (outcome.ok) variables.drawAgain();
  return outcome;
}

/** One after the other, in their order, from the Replay tab. */
export async function runSaved(workspace: Workspace, name: string, messages: readonly Message[]): Promise<void> {
  await variablesModelOf(workspace).tellWorker();
  await prepareReplay(workspace, { kind: 'messages', name, messages });
}
