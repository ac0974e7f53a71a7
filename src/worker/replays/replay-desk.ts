import { fail, ok, type Result } from '../../base/result.ts';
import { fileStem } from '../../exporters/file-name.ts';
import type { Bench } from '../bench.ts';
import { Pulse } from '../pulse.ts';
import { offerPrepared, type Prepared } from '../script/prepared.ts';
import { MessageSteps } from './message-steps.ts';
import { planRecorded } from './plan-recorded.ts';
import { RecordedSteps } from './recorded-steps.ts';
import { Replay, type Numbers } from './replay.ts';
import type {
  RemapSuggestion,
  ReplayRemote,
  ReplaySettings,
  ReplaySource,
  ReplayStep,
  ReplayTarget,
  StepComparison,
  StepVerdict,
} from './replay-remote.ts';
import { comparisonFile } from './report.ts';
import type { StepSource } from './step-source.ts';
import { suggestionsFor } from './suggestions.ts';
import { targetsIn, type Target } from './target.ts';

const SOON_MS = 16;
const REST_MS = 100;
const NOTHING = 'Nothing is prepared: choose what is to be said again.';
const GONE = 'This connection is no longer there.';
/** More lines are not on a screen. */
const MOST_LINES = 500;

function countedNumbers(): Numbers {
  let run = 0;
  let edition = 0;
  return { nextRun: () => ++run, nextEdition: () => ++edition };
}

/** The one replay of a tab: it outlives changes of the view. */
export class ReplayDesk implements ReplayRemote {
  readonly #bench: Bench;
  readonly #tell = new Pulse(() => this.#tellState(), { soonMs: SOON_MS, restMs: () => REST_MS });
  #replay: Replay | undefined;
  readonly #numbers = countedNumbers();

  constructor(bench: Bench) {
    this.#bench = bench;
    offerPrepared(bench, () => this.#prepared());
  }

  async prepare(source: ReplaySource): Promise<Result<void, string>> {
    if (this.#replay?.isSending) return fail('Stop the replay first: it is playing.');
    const steps = await this.#stepsOf(source);
    if (!steps.ok) return steps;
    // It has sent everything: whoever wants the next need not wait for its last answers.
    this.#replay?.stop();
    const { plan } = steps.value;
    const [aside] = plan.leftAside;
    if (plan.count === 0 && aside) return fail(`This cannot be sent again: ${aside.why}.`);
    if (plan.count === 0) return fail('There is nothing to say again: no event was sent here.');
    this.#replay = new Replay(steps.value, this.#usualTarget(), () => this.#tell.ask(), this.#numbers);
    this.#tell.ask();
    return ok(undefined);
  }

  async discard(): Promise<void> {
    this.#replay?.stop();
    this.#replay = undefined;
    this.#tell.ask();
  }

  async targets(): Promise<readonly ReplayTarget[]> {
    return targetsIn(this.#bench.recordings).map(({ told }) => told);
  }

  async aimAt(key: string, conn: number): Promise<Result<void, string>> {
    const target = targetsIn(this.#bench.recordings).find((known) => known.live.key === key && known.conn === conn);
    if (!target) return fail(GONE);
    return this.#replay?.aimAt(target) ?? fail(NOTHING);
  }

  async change(settings: Partial<ReplaySettings>): Promise<Result<void, string>> {
    return (await this.#replay?.change(settings)) ?? fail(NOTHING);
  }

  async suggestions(): Promise<readonly RemapSuggestion[]> {
    return this.#replay ? suggestionsFor(this.#replay.source) : [];
  }

  async play(): Promise<Result<void, string>> {
    return (await this.#replay?.play()) ?? fail(NOTHING);
  }

  async pause(): Promise<void> {
    this.#replay?.pause();
  }

  async step(): Promise<Result<void, string>> {
    return (await this.#replay?.step()) ?? fail(NOTHING);
  }

  async stop(): Promise<void> {
    this.#replay?.stop();
  }

  async steps(from: number, to: number): Promise<readonly ReplayStep[]> {
    const replay = this.#replay;
    if (!replay) return [];
    await replay.ready();
    const { lines, judge } = replay;
    const first = Math.max(0, from);
    const count = Math.min(to, judge.ledger.total, first + MOST_LINES) - first;
    return Promise.all(Array.from({ length: Math.max(0, count) }, (_, i) => lines.step(first + i)));
  }

  async verdicts(stretches: number): Promise<readonly StepVerdict[]> {
    return this.#replay?.judge.ledger.worstIn(stretches) ?? [];
  }

  async comparison(index: number): Promise<StepComparison | undefined> {
    const isThere = this.#replay && index >= 0 && index < this.#replay.judge.ledger.total;
    return isThere ? this.#replay?.lines.comparison(index) : undefined;
  }

  async accept(index: number): Promise<void> {
    await this.#replay?.accept(index);
  }

  async exportComparison(): Promise<Result<{ readonly file: Blob; readonly fileName: string }, string>> {
    const replay = this.#replay;
    if (!replay) return fail(NOTHING);
    const file = await comparisonFile(this.#bench, replay);
    return ok({ file, fileName: `${fileStem(replay.source.name)}.comparison.json` });
  }

  async #stepsOf(source: ReplaySource): Promise<Result<StepSource, string>> {
    if (source.kind === 'messages') return ok(new MessageSteps(source.name, source.messages, this.#bench));
    const view = this.#bench.views.current;
    if (!view) return fail('There is no session in view.');
    if (view.opening) return fail('Wait a moment: this session is still being read.');
    const { session, live, record, key } = view;
    session.fold();
    const plan = await planRecorded(session, source.kind === 'rows' ? source.keys : undefined);
    const { name, connections } = (live?.record ?? record).header;
    return ok(new RecordedSteps(plan, { session, connections }, name, key));
  }

  #prepared(): Prepared | undefined {
    if (!this.#replay) return undefined;
    const { source, settings } = this.#replay;
    const recorded = source instanceof RecordedSteps ? source.origin : undefined;
    return { source, ignored: settings.ignored, remaps: settings.remaps, ...(recorded && { recorded }) };
  }

  /** The connection in view, or else the only kind that can hear it: one that is connected. */
  #usualTarget(): Target | undefined {
    const targets = targetsIn(this.#bench.recordings);
    const live = this.#bench.views.current?.live;
    const inView = targets.find((target) => target.live === live && target.conn === live?.connections.current);
    return inView ?? this.#known(targets) ?? targets.find(({ told }) => told.isConnected);
  }

  /** Where the replay before went. */
  #known(targets: readonly Target[]): Target | undefined {
    const last = this.#replay?.target;
    return last && targets.find(({ live, conn }) => live === last.live && conn === last.conn);
  }

  async #tellState(): Promise<void> {
    await this.#bench.listener()?.onreplay(this.#replay?.state());
  }
}
