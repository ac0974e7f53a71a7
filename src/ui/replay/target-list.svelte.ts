import { fail, ok, type Result } from '../../base/result.ts';
import type { ReplayTarget } from '../../worker/replays/replay-remote.ts';
import { formOfConnection } from '../connection/tabs/form-of-connection.ts';
import type { Workspace } from '../workspace.svelte.ts';

const LOOK_MS = 20;
const MOST_MS = 2000;
const NO_AUTH = 'A session keeps no auth: if the server asks for it, fill it in under Connection options.';

/** Connections to send a replay over, and the making of one. */
export class TargetList {
  readonly #workspace: Workspace;
  targets = $state.raw<readonly ReplayTarget[]>([]);
  /** Known before a new one was asked for: the first that is none of these is it. */
  #before: readonly string[] | undefined;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  async refresh(): Promise<void> {
    const { replays } = this.#workspace.worker;
    this.targets = await replays.targets();
    const made = this.#before && this.targets.find((target) => !this.#before?.includes(nameOf(target)));
    if (!made) return;
    this.#before = undefined;
    await this.aimAt(nameOf(made));
  }

  async aimAt(name: string): Promise<Result<void, string>> {
    const target = this.targets.find((one) => nameOf(one) === name);
    if (!target) return fail('This connection is gone.');
    return this.#workspace.worker.replays.aimAt(target.key, target.conn);
  }

  /** Connects to where it was recorded, and tells what to know about it. */
  async connectAsRecorded(): Promise<Result<string | undefined, string>> {
    const workspace = this.#workspace;
    const key = workspace.replay?.source.key;
    if (key === undefined)
      return fail('Saved messages were not recorded anywhere: connect, then choose that connection.');
    const opened = await workspace.worker.openSession(key);
    if (!opened.ok) return opened;
    await this.#untilInView(key);
    const recorded = workspace.session?.connections[0];
    if (!recorded) return fail('The recording tells of no connection.');
    this.#before = this.targets.map(nameOf);
    const form = formOfConnection(recorded, workspace.form);
    if (workspace.session?.mode === 'live') workspace.openTab(form);
    else workspace.edit(form);
    await workspace.connect();
    await this.refresh();
    return ok(form.auth === '' ? NO_AUTH : undefined);
  }

  /** The worker tells of the opened session a little later. */
  async #untilInView(key: string): Promise<void> {
    for (let waitedMs = 0; waitedMs < MOST_MS && this.#workspace.session?.key !== key; waitedMs += LOOK_MS)
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

export function nameOf({ key, conn }: ReplayTarget): string {
  return `${key} ${conn}`;
}

/** "127.0.0.1:3000". */
export function hostOf(url: string): string {
  return url.replace(/^\w+:\/\//, '').replace(/\/$/, '');
}
