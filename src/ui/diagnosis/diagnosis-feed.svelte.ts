import type { CheckState } from '../../doctor/checks.ts';
import type { DiagnosisView, Finding } from '../../doctor/finding.ts';
import type { Workspace } from '../workspace.svelte.ts';

/** While someone looks, or something does not work: as often as it can be read. */
const WATCHED_MS = 250;
/** While all is well and only the number of findings shows. */
const FOLDED_MS = 2000;

/** What the doctor says of the session, asked for while it grows. One feed serves the region and the status line. */
export class DiagnosisFeed {
  readonly #workspace: Workspace;
  #current = $state.raw<DiagnosisView>();
  /** Session and connection that were diagnosed last: the checks are its own. */
  #diagnosed = $state.raw<string>();
  #asked: string | undefined;
  #askedAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  get isRunning(): boolean {
    return this.#current?.isRunning ?? false;
  }

  /** Of the connection in front, where it was diagnosed last. */
  get checks(): readonly CheckState[] {
    return this.#diagnosed === this.#inFront ? (this.#current?.checks ?? []) : [];
  }

  /** Of the connection in front; all of them where none is. */
  get findings(): readonly Finding[] {
    const { conn } = this.#workspace.activeTab;
    return this.#current?.findings.filter((finding) => conn === undefined || finding.conn === conn) ?? [];
  }

  /** Those of other connections. */
  get elsewhere(): readonly Finding[] {
    const { findings } = this;
    return this.#current?.findings.filter((finding) => !findings.includes(finding)) ?? [];
  }

  /** Call in an effect: it reads what the answer depends on. */
  follow(): void {
    clearTimeout(this.#timer);
    const { session, layout } = this.#workspace;
    if (!session) {
      this.#asked = undefined;
      this.#current = undefined;
      return;
    }
    const statuses = session.connections.map(({ status }) => status);
    const isWatched = layout.isDiagnosisOpen || statuses.some((status) => status !== 'connected');
    const state = `${session.key} ${session.mode} ${session.entries} ${statuses.join()}`;
    if (this.#isAsking || state === this.#asked) return;
    const waitMs = this.#askedAt + (isWatched ? WATCHED_MS : FOLDED_MS) - performance.now();
    if (waitMs > 0) this.#timer = setTimeout(() => this.follow(), waitMs);
    else void this.#ask(state);
  }

  /** Runs the probes on the connection in front; ends with them. */
  async diagnose(conn: number, all: boolean): Promise<void> {
    const isBusy = this.isRunning;
    const ending = this.#workspace.worker.diagnose(conn, all);
    if (!isBusy) this.#diagnosed = this.#inFront;
    this.#refresh();
    const outcome = await ending;
    if (!outcome.ok) this.#workspace.problem = outcome.error;
    this.#refresh();
  }

  async cancel(): Promise<void> {
    await this.#workspace.worker.cancelDiagnosis();
    this.#refresh();
  }

  get #inFront(): string {
    return `${this.#workspace.session?.key} ${this.#workspace.activeTab.conn}`;
  }

  /** At once, whatever was asked before: the person has started or cancelled the probes. */
  #refresh(): void {
    this.#asked = undefined;
    this.#askedAt = -Infinity;
    this.follow();
  }

  async #ask(state: string): Promise<void> {
    this.#asked = state;
    this.#isAsking = true;
    try {
      const view = await this.#workspace.worker.diagnosis();
      this.#current = this.#workspace.session ? view : undefined;
    } catch (refusal) {
      this.#workspace.problem = refusal instanceof Error ? refusal.message : String(refusal);
    } finally {
      this.#isAsking = false;
      this.#askedAt = performance.now();
    }
    // A probe may wait for seconds in which nothing is recorded: its end must show all the same.
    if (this.#current?.isRunning) this.#asked = undefined;
    this.follow();
  }
}

const feeds = new WeakMap<Workspace, DiagnosisFeed>();

export function diagnosisOf(workspace: Workspace): DiagnosisFeed {
  const known = feeds.get(workspace);
  if (known) return known;
  const made = new DiagnosisFeed(workspace);
  feeds.set(workspace, made);
  return made;
}
