import { fail, ok, type Result } from '../../base/result.ts';
import { Player } from '../../capture/player/player.ts';
import type { PathPattern } from '../../base/paths/path-pattern.ts';
import { Remapping } from '../../replay/remap/remapping.ts';
import { Director } from './director.ts';
import { Judge } from './judge.ts';
import { readSettings, usualSettings } from './read-settings.ts';
import { recheck } from './recheck.ts';
import { learnOrigins } from './learn-origins.ts';
import type { ReplayCounts, ReplaySettings, ReplayState } from './replay-remote.ts';
import { resultOf } from './report.ts';
import { StepLines } from './step-lines.ts';
import type { StepSource } from './step-source.ts';
import type { Target } from './target.ts';
import { TargetRows } from './target-rows.ts';

const NO_TARGET = 'Connect first: there is nothing to send it to.';
const RUNNING = 'Stop it first: it is playing.';

/** Counted over all replays of a tab. */
export type Numbers = { nextRun(): number; nextEdition(): number };

/** One plan with its settings, played as often as wanted. */
export class Replay {
  readonly source: StepSource;
  settings: ReplaySettings;
  target: Target | undefined;
  edition: number;
  readonly #onchange: () => void;
  readonly #numbers: Numbers;
  #remapping = new Remapping([]);
  /** The recording is being read for what the rules replace. */
  #learning: Promise<void> = Promise.resolve();
  #ignored: readonly PathPattern[] = [];
  readonly #accepted = new Map<number, readonly unknown[]>();
  #judge: Judge;
  #rows: TargetRows | undefined;
  #player: Player | undefined;

  constructor(source: StepSource, target: Target | undefined, onchange: () => void, numbers: Numbers) {
    this.source = source;
    this.target = target;
    this.settings = usualSettings(source.key !== undefined);
    this.#numbers = numbers;
    this.edition = numbers.nextEdition();
    this.#onchange = onchange;
    this.#judge = this.#newJudge();
  }

  get isRunning(): boolean {
    return this.#player?.status === 'playing' || this.#player?.status === 'paused';
  }

  /** Not all of it is sent. */
  get isSending(): boolean {
    return this.isRunning && (this.#player?.next ?? 0) < this.#judge.ledger.total;
  }

  get judge(): Judge {
    return this.#judge;
  }

  get lines(): StepLines {
    return new StepLines(this.source, this.#judge, this.#rows);
  }

  /** When what the rules replace is known. */
  ready(): Promise<void> {
    return this.#learning;
  }

  state(): ReplayState {
    const { source, settings, target, edition } = this;
    const { plan, name, key } = source;
    const player = this.#player;
    if (this.isRunning && target) this.#judge.giveUp(target.now());
    return {
      status: player?.status ?? 'ready',
      source: { name, ...(key !== undefined && { key }) },
      ...(target && { target: target.told }),
      steps: plan.count,
      settings,
      counts: this.#counts(),
      next: player?.next ?? 0,
      ...(player?.dueAt !== undefined && { dueAt: player.dueAt }),
      ...(player?.why !== undefined && { why: player.why }),
      edition,
      leftAside: plan.leftAside,
    };
  }

  aimAt(target: Target): Result<void, string> {
    if (this.isRunning) return fail(RUNNING);
    this.target = target;
    this.changed();
    return ok(undefined);
  }

  async change(settings: Partial<ReplaySettings>): Promise<Result<void, string>> {
    const isOnlyIgnored = Object.keys(settings).every((name) => name === 'ignored' || name === 'ignoredEvents');
    if (this.isRunning && !isOnlyIgnored) return fail(RUNNING);
    const wanted = { ...this.settings, ...settings };
    const read = readSettings(wanted, this.source.plan);
    if (!read.ok) return read;
    this.settings = wanted;
    this.#ignored = read.value;
    if (settings.remaps) await this.#learn();
    if (isOnlyIgnored) {
      this.#judge.ignored = read.value;
      this.#judge.ignoredEvents = new Set(wanted.ignoredEvents);
      await recheck(this.#judge, this.#rows);
    } else this.#forget();
    this.changed();
    return ok(undefined);
  }

  async play(): Promise<Result<void, string>> {
    if (this.isRunning) {
      this.#player?.resume();
      return ok(undefined);
    }
    return this.#start((player) => void player);
  }

  pause(): void {
    this.#player?.pause();
  }

  async step(): Promise<Result<void, string>> {
    if (this.isRunning) {
      this.#player?.step();
      return ok(undefined);
    }
    return this.#start((player) => player.step());
  }

  stop(): void {
    if (this.isRunning) this.#player?.stop();
  }

  async accept(index: number): Promise<void> {
    const answer = await this.#rows?.answer(index);
    if (!answer) return;
    this.#accepted.set(index % this.source.plan.count, answer);
    await recheck(this.#judge, this.#rows, index % this.source.plan.count);
    this.changed();
  }

  changed(): void {
    this.edition = this.#numbers.nextEdition();
    this.#onchange();
  }

  async #start(begin: (player: Player) => void): Promise<Result<void, string>> {
    const { source, target, settings } = this;
    if (!target || target.live.isOver) return fail(NO_TARGET);
    await this.#learning;
    this.#forget();
    const judge = this.#judge;
    const run = this.#numbers.nextRun();
    const director = new Director(run, source, target, judge, settings, () => this.changed());
    const checked = director.check();
    if (!checked.ok) return checked;
    if (source.plan.count === 0) return fail('There is nothing to send.');
    const player = new Player(director, target);
    this.#player = player;
    this.#rows = new TargetRows(target, source, judge.ledger);
    if (judge.ledger.total > 1) {
      const { timing, loops } = settings;
      target.act('replay_start', { run, from: source.name, steps: source.plan.count, loops, timing });
    }
    begin(player);
    void this.#perform(run, player, target);
    return ok(undefined);
  }

  async #perform(run: number, player: Player, target: Target): Promise<void> {
    await player.run();
    this.#judge.giveUp(Infinity);
    const { total, counts } = this.#judge.ledger;
    const detail = { run, status: player.status, sent: total - counts['not sent'], of: total };
    if (total > 1) target.act('replay_end', detail);
    target.act('replay_result', await resultOf({ run, replay: this, status: player.status }));
    this.changed();
  }

  #counts(): ReplayCounts {
    const { total, counts } = this.#judge.ledger;
    const { waiting, equal, differs, missing, extra } = counts;
    return { total, sent: total - counts['not sent'], waiting, equal, differs, missing, extra };
  }

  /** What became of the steps before. */
  #forget(): void {
    this.#player = undefined;
    this.#rows = undefined;
    this.#remapping.forget();
    this.#judge = this.#newJudge();
  }

  #newJudge(): Judge {
    const { loops, ackTimeoutMs } = this.settings;
    const ignoredEvents = new Set(this.settings.ignoredEvents);
    const total = loops * this.source.plan.count;
    return new Judge(
      this.source,
      this.#remapping,
      { total, ignored: this.#ignored, ignoredEvents, ackTimeoutMs },
      this.#accepted,
    );
  }

  async #learn(): Promise<void> {
    const remapping = new Remapping(this.settings.remaps);
    this.#remapping = remapping;
    this.#learning = learnOrigins(this.source, remapping);
    await this.#learning;
  }
}
