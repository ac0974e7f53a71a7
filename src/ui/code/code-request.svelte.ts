import type { ScriptSource } from '../../worker/script/script-remote.ts';
import type { Workspace } from '../workspace.svelte.ts';

/** What the dialog "As code" is asked to write; whoever asks may close before it opens. */
export class CodeRequest {
  source = $state.raw<ScriptSource>();
}

const known = new WeakMap<Workspace, CodeRequest>();

export function codeRequestOf(workspace: Workspace): CodeRequest {
  const request = known.get(workspace) ?? new CodeRequest();
  known.set(workspace, request);
  return request;
}

export function showCode(workspace: Workspace, source: ScriptSource): void {
  codeRequestOf(workspace).source = source;
}
