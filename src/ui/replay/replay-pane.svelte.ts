import type { Result } from '../../base/result.ts';
import type { RowId } from '../../projections/row.ts';
import type { ReplayRemote, ReplaySettings, ReplayState, StepComparison } from '../../worker/replays/replay-remote.ts';
import { saveFile } from '../kit/save-file.ts';
import type { Workspace } from '../workspace.svelte.ts';
import { StepWindow } from './step-window.svelte.ts';

type Told = Promise<Result<void, string>>;

/** What the Replay tab shows and does. */
export class ReplayPane {
  readonly #workspace: Workspace;
  readonly steps: StepWindow;
  /** Why the last act was refused; gone with the next. */
  refusal = $state.raw<string>();
  /** What to know about the last act; gone with the next. */
  notice = $state.raw<string>();
  isExporting = $state.raw(false);
  /** The table goes along with what is being sent, until a reader scrolls or selects. */
  isFollowing = $state.raw(true);

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.steps = new StepWindow((from, to) => this.remote.steps(from, to));
  }

  get remote(): ReplayRemote {
    return this.#workspace.worker.replays;
  }

  get state(): ReplayState | undefined {
    return this.#workspace.replay;
  }

  get isPlaying(): boolean {
    return this.state?.status === 'playing';
  }

  /** Between Play and its end: then settings stand. */
  get isUnderWay(): boolean {
    return this.isPlaying || this.state?.status === 'paused';
  }

  /** The clock of the target's session, where that is in view. */
  get targetNow(): number | undefined {
    const { session, sessionNow } = this.#workspace;
    return session !== undefined && session.key === this.state?.target?.key ? sessionNow : undefined;
  }

  /** Another replay is prepared. */
  begin(): void {
    this.steps.forget();
    this.isFollowing = true;
    this.refusal = undefined;
    this.notice = undefined;
    this.#workspace.step = undefined;
  }

  async play(): Promise<void> {
    this.isFollowing = true;
    this.#workspace.step = undefined;
    await this.#send(this.remote.play());
  }

  async step(): Promise<void> {
    this.isFollowing = true;
    await this.#send(this.remote.step());
  }

  async pause(): Promise<void> {
    await this.remote.pause();
  }

  async stop(): Promise<void> {
    await this.remote.stop();
  }

  async change(settings: Partial<ReplaySettings>): Promise<boolean> {
    return this.#tell(await this.remote.change(settings));
  }

  async discard(): Promise<void> {
    this.#workspace.step = undefined;
    this.refusal = undefined;
    await this.remote.discard();
  }

  async openSource(): Promise<void> {
    const key = this.state?.source.key;
    if (key !== undefined) this.#tell(await this.#workspace.worker.openSession(key));
  }

  async exportComparison(): Promise<void> {
    this.isExporting = true;
    try {
      const made = await this.remote.exportComparison();
      if (made.ok) saveFile(made.value.file, made.value.fileName);
      else this.refusal = made.error;
    } finally {
      this.isExporting = false;
    }
  }

  /** Details compares it, and the timeline shows its row where the session in view has one. */
  async select(index: number): Promise<void> {
    const total = this.state?.counts.total ?? 0;
    const wanted = Math.max(0, Math.min(index, total - 1));
    if (total === 0) return;
    this.isFollowing = false;
    // Until it is known what belongs to it, the row before stays.
    const { selected } = this.#workspace;
    this.#workspace.compare({ index: wanted, event: this.steps.stepAt(wanted)?.event ?? '' }, selected);
    const comparison = await this.remote.comparison(wanted);
    if (this.#workspace.step?.index !== wanted || !comparison) return;
    this.#workspace.compare({ index: wanted, event: comparison.step.event }, this.#rowInView(comparison));
  }

  /** Goes to a row, in whichever session it is. */
  async goTo(row: RowId, key: string | undefined): Promise<void> {
    if (key !== undefined && !this.#tell(await this.#workspace.worker.openSession(key))) return;
    this.#workspace.select(row);
    this.#workspace.layout.show('timeline');
  }

  #rowInView({ step, sentRow, answerRow }: StepComparison): RowId | undefined {
    const key = this.#workspace.session?.key;
    if (key === undefined) return undefined;
    const answered = key === this.state?.target?.key ? (answerRow ?? sentRow) : undefined;
    return answered ?? (key === this.state?.source.key ? step.row : undefined);
  }

  /** What goes out is seen where it goes. */
  async #send(sending: Told): Promise<void> {
    if (!this.#tell(await sending)) return;
    const key = this.state?.target?.key;
    if (key !== undefined) this.#tell(await this.#workspace.worker.openSession(key));
  }

  #tell(outcome: Result<void, string>): boolean {
    this.refusal = outcome.ok ? undefined : outcome.error;
    this.notice = undefined;
    return outcome.ok;
  }
}

const known = new WeakMap<Workspace, ReplayPane>();

/** The dock and Details speak of the same replay. */
export function replayPaneOf(workspace: Workspace): ReplayPane {
  const pane = known.get(workspace) ?? new ReplayPane(workspace);
  known.set(workspace, pane);
  return pane;
}
