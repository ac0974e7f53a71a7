import type { Message } from '../../../replay/message.ts';
import type { SentMessage } from '../../../storage/stored-message.ts';
import type { Workspace } from '../../workspace.svelte.ts';
import { composerOf } from '../composer-model.svelte.ts';

/** What was emitted before, looked up when it is asked for. */
export class SentHistory {
  readonly #workspace: Workspace;
  #sent = $state.raw<readonly SentMessage[]>();
  /** Which of them the arrow keys have brought into the form. */
  #recalled = -1;
  /** What stood in the form before. */
  #before: Message | undefined;
  /** What to look for in names, namespaces and arguments. */
  sought = $state.raw('');
  problem = $state.raw<string>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** The newest first; undefined until they are read. */
  readonly found: readonly SentMessage[] | undefined = $derived.by(() => {
    const words = this.sought.toLowerCase().split(/\s+/);
    return this.#sent?.filter(({ message: { event, nsp, args } }) => {
      const text = `${event}\n${nsp}\n${args}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  });

  get count(): number {
    return this.#sent?.length ?? 0;
  }

  async read(): Promise<void> {
    this.#sent = await this.#workspace.worker.history.list();
  }

  fill({ message }: SentMessage): void {
    composerOf(this.#workspace).change(message);
  }

  async delete({ id }: SentMessage): Promise<void> {
    const outcome = await this.#workspace.worker.history.delete(id);
    this.problem = outcome.ok ? undefined : outcome.error;
    await this.read();
  }

  async clear(): Promise<void> {
    const outcome = await this.#workspace.worker.history.clear();
    this.problem = outcome.ok ? undefined : outcome.error;
    await this.read();
  }

  get isRecalling(): boolean {
    return this.#recalled >= 0;
  }

  /** One further back, or with -1 one forward; beyond the newest stands what was there before. */
  async recall(step: 1 | -1): Promise<void> {
    const composer = composerOf(this.#workspace);
    if (!this.isRecalling) {
      this.#before = composer.draft;
      await this.read();
    }
    this.#recalled = Math.min(this.#recalled + step, this.count - 1);
    const message = this.isRecalling ? this.#sent?.[this.#recalled]?.message : this.#before;
    if (message) composer.change(message);
  }

  /** What is typed now is new. */
  endRecall(): void {
    this.#recalled = -1;
  }
}
