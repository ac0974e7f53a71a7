import { proxy } from 'comlink';
import type { LineFilter } from '../../diff/verdict.ts';
import type { Result } from '../../base/result.ts';
import type { RowId } from '../../projections/row.ts';
import type { DiffDetails, DiffRemote, DiffState } from '../../worker/diff/diff-remote.ts';
import type { Progress } from '../../worker/remote.ts';
import { saveFile } from '../kit/save-file.ts';
import type { Stage } from '../layout.svelte.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { LineWindow } from './line-window.svelte.ts';

/** What the comparison of two sessions shows and does. */
export class DiffModel {
  readonly #workspace: Workspace;
  readonly lines: LineWindow;
  /** Keys of the sessions: the good one and the bad one. */
  a = $state.raw<string>();
  b = $state.raw<string>();
  state = $state.raw<DiffState>();
  /** Set while sessions are read and aligned. */
  work = $state.raw<Progress>();
  /** Why the last act was refused; gone with the next. */
  refusal = $state.raw<string>();
  filter = $state.raw<LineFilter>('all');
  /** The chosen line, among all; and where it, or the next one, stands among those that pass. */
  line = $state.raw<number>();
  place = $state.raw<number>();
  details = $state.raw<DiffDetails>();
  #cameFrom: Stage = 'session';
  #run = 0;
  #chosen = 0;
  #choice: Promise<void> = Promise.resolve();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.lines = new LineWindow((filter, from, to) => this.remote.lines(filter, from, to));
  }

  get remote(): DiffRemote {
    return this.#workspace.worker.diff;
  }

  /** How many lines pass. */
  get count(): number {
    return this.state?.counts[this.filter] ?? 0;
  }

  enter(): void {
    const { layout } = this.#workspace;
    if (layout.stage !== 'diff') this.#cameFrom = layout.stage;
    layout.stage = 'diff';
  }

  /** Back to where it was opened from; it stays as it is, and a link leads back to it. */
  leave(): void {
    this.#workspace.layout.stage = this.#cameFrom;
  }

  /** For good. */
  async close(): Promise<void> {
    const { layout } = this.#workspace;
    if (layout.stage === 'diff') this.leave();
    this.#run++;
    this.work = undefined;
    this.refusal = undefined;
    this.a = undefined;
    this.b = undefined;
    this.#forget();
    layout.hasDiff = false;
    await this.remote.close();
  }

  async choose(a: string | undefined, b: string | undefined): Promise<void> {
    const run = ++this.#run;
    this.a = a;
    this.b = b;
    this.#forget();
    this.refusal = a !== undefined && a === b ? 'Choose two different sessions.' : undefined;
    this.work = undefined;
    const isPair = a !== undefined && b !== undefined && a !== b;
    this.#workspace.layout.hasDiff = isPair;
    if (!isPair) return;
    this.work = { done: 0, total: 0 };
    const told = proxy((progress: Progress) => {
      // It may be told after the outcome: the two come by ways of their own.
      if (run === this.#run && this.work) this.work = progress;
    });
    const outcome = await this.remote.compare(a, b, told);
    if (run !== this.#run) return;
    this.work = undefined;
    await this.#take(outcome, outcome.ok ? outcome.value.first?.line : undefined);
  }

  swap(): Promise<void> {
    return this.choose(this.b, this.a);
  }

  async cancel(): Promise<void> {
    this.#run++;
    this.work = undefined;
    this.refusal = 'Cancelled. Choose a session to compare again.';
    await this.remote.cancel();
  }

  async ignore(paths: readonly string[]): Promise<void> {
    const before = this.state?.ignored ?? [];
    await this.#setIgnored([...before, ...paths.filter((path) => !before.includes(path))]);
  }

  async countAgain(path: string): Promise<void> {
    await this.#setIgnored((this.state?.ignored ?? []).filter((other) => other !== path));
  }

  async show(filter: LineFilter): Promise<void> {
    if (filter === this.filter) return;
    this.filter = filter;
    this.lines.forget();
    if (this.line !== undefined) await this.select(this.line);
  }

  /** The line at `place` among those that pass. */
  selectPlace(place: number): Promise<void> {
    if (this.count === 0) return Promise.resolve();
    const wanted = Math.max(0, Math.min(place, this.count - 1));
    this.place = wanted;
    return this.#choosing(async () => {
      const known = this.lines.lineAt(wanted) ?? (await this.remote.lines(this.filter, wanted, wanted + 1))[0];
      if (known && this.place === wanted) this.#detail(known.line);
    });
  }

  select(line: number): Promise<void> {
    return this.#choosing(() => this.#select(line));
  }

  /** From the chosen line, also where the choice was made a moment ago. */
  nextDifference(step: 1 | -1): Promise<void> {
    return this.#choosing(async () => {
      const line = await this.remote.nextDifference(this.line, step);
      if (line === undefined) return;
      const passes = this.filter === 'all' || this.filter === 'differences';
      if (!passes) this.filter = 'differences';
      await this.#select(line);
    });
  }

  /** Whatever the filter was. */
  async reveal(line: number): Promise<void> {
    if (this.filter !== 'all') this.lines.forget();
    this.filter = 'all';
    await this.select(line);
  }

  async revealNear(side: 'a' | 'b', ms: number): Promise<void> {
    const line = await this.remote.lineNear(side, ms);
    if (line !== undefined) await this.reveal(line);
  }

  /** To what was recorded, in its own session. */
  async goTo(side: 'a' | 'b', row: RowId): Promise<void> {
    const key = this.state?.[side].key;
    if (key !== undefined) await this.#workspace.open(key, row);
  }

  async saveReport(): Promise<void> {
    const made = await this.remote.report();
    if (made.ok) saveFile(made.value.file, made.value.fileName);
    else this.refusal = made.error;
  }

  async #setIgnored(paths: readonly string[]): Promise<void> {
    const run = ++this.#run;
    const outcome = await this.remote.setIgnored(paths);
    if (run !== this.#run) return;
    await this.#take(outcome, this.line);
    // What is ignored is done with: on to what still differs.
    const line = this.line === undefined ? undefined : await this.remote.details(this.line);
    if (line?.verdict === 'equal' && this.filter !== 'equal') await this.nextDifference(1);
  }

  async #take(outcome: Result<DiffState, string>, line: number | undefined): Promise<void> {
    this.refusal = outcome.ok ? undefined : outcome.error;
    if (!outcome.ok) return;
    this.state = outcome.value;
    this.lines.forget();
    if (line === undefined) return;
    await this.select(Math.min(line, Math.max(0, outcome.value.counts.all - 1)));
  }

  /** One choice after the other: keys come faster than the worker's answers. */
  #choosing(choose: () => Promise<void>): Promise<void> {
    this.#choice = this.#choice.then(choose, choose);
    return this.#choice;
  }

  async #select(line: number): Promise<void> {
    const { filter } = this;
    const place = await this.remote.indexOf(filter, line);
    const [shown] = await this.remote.lines(filter, place, place + 1);
    if (filter !== this.filter) return;
    this.place = shown && place;
    // The line itself, or the next one that passes.
    if (shown) this.#detail(shown.line);
  }

  /** What Details shows comes later; of several choices the last is told. */
  #detail(line: number): void {
    this.line = line;
    const chosen = ++this.#chosen;
    void this.remote.details(line).then((details) => {
      if (chosen === this.#chosen) this.details = details;
    });
  }

  #forget(): void {
    this.#chosen++;
    this.state = undefined;
    this.line = undefined;
    this.place = undefined;
    this.details = undefined;
    this.filter = 'all';
    this.lines.forget();
  }
}

const known = new WeakMap<Workspace, DiffModel>();

/** Leaving the comparison and coming back finds it as it was. */
export function diffModelOf(workspace: Workspace): DiffModel {
  const model = known.get(workspace) ?? new DiffModel(workspace);
  known.set(workspace, model);
  return model;
}
