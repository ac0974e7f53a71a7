import { fail, ok, type Result } from '../../base/result.ts';
import { axisOf, type Axis } from '../../diff/axis.ts';
import { nearestLine } from '../../diff/nearest-line.ts';
import type { LineFilter } from '../../diff/verdict.ts';
import { keepIgnoredPaths, readIgnoredPaths } from '../../storage/ignored-paths.ts';
import type { Bench } from '../bench.ts';
import { sourceOf } from '../files/session-sources.ts';
import { pause } from '../pause.ts';
import type { Progress } from '../remote.ts';
import { sentenceOf } from '../storage-words.ts';
import { Compared } from './compared.ts';
import type { DiffDetails, DiffLine, DiffRemote, DiffState } from './diff-remote.ts';
import { reportOf } from './report.ts';

/** More lines are not on a screen. */
const MOST_LINES = 500;
const MOST_BUCKETS = 4000;
const NOTHING = 'Nothing is compared: choose two sessions.';
const CANCELLED = 'Cancelled.';

/** Where sessions are read from, and what is ignored of them is kept. */
type Sessions = Pick<Bench, 'database' | 'shelf'> & { readonly recordings: Pick<Bench['recordings'], 'get'> };

/** The one comparison of a tab. */
export class DiffDesk implements DiffRemote {
  readonly #bench: Sessions;
  #compared: Compared | undefined;
  #edition = 0;
  #turn = 0;

  constructor(bench: Sessions) {
    this.#bench = bench;
  }

  async compare(a: string, b: string, onprogress: (progress: Progress) => void): Promise<Result<DiffState, string>> {
    const turn = ++this.#turn;
    this.#compared = undefined;
    const [sourceA, sourceB] = [await sourceOf(this.#bench, a), await sourceOf(this.#bench, b)];
    if (!sourceA.ok) return sourceA;
    if (!sourceB.ok) return sourceB;
    const total = sourceA.value.entries + sourceB.value.entries;
    const rest = this.#resting(turn);
    const ignored = await readIgnoredPaths(this.#bench.database, a, b);
    const sides = [
      { key: a, source: sourceA.value },
      { key: b, source: sourceB.value },
    ] as const;
    const compared = await Compared.read(...sides, ignored, (done) => {
      onprogress({ done, total });
      return rest();
    });
    if (!compared) return fail(CANCELLED);
    if (turn !== this.#turn) return fail(CANCELLED);
    this.#compared = compared;
    return ok(await compared.state(++this.#edition));
  }

  async cancel(): Promise<void> {
    this.#turn++;
  }

  async close(): Promise<void> {
    this.#turn++;
    this.#compared = undefined;
  }

  async setIgnored(paths: readonly string[]): Promise<Result<DiffState, string>> {
    const compared = this.#compared;
    if (!compared) return fail(NOTHING);
    const done = await compared.ignore(paths, this.#resting(++this.#turn));
    if (!done.ok) return done;
    const kept = await keepIgnoredPaths(this.#bench.database, compared.a.key, compared.b.key, paths);
    if (!kept.ok) return fail(sentenceOf(kept.error));
    return ok(await compared.state(++this.#edition));
  }

  async lines(filter: LineFilter, from: number, to: number): Promise<readonly DiffLine[]> {
    const compared = this.#compared;
    if (!compared) return [];
    const first = Math.max(0, from);
    const numbers = compared.comparison.linesOf(filter).slice(first, Math.min(to, first + MOST_LINES));
    const lines: DiffLine[] = [];
    for (const line of numbers) lines.push(await compared.texts.line(line));
    return lines;
  }

  async indexOf(filter: LineFilter, line: number): Promise<number> {
    const numbers = this.#compared?.comparison.linesOf(filter) ?? new Uint32Array();
    let [low, high] = [0, numbers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[middle] ?? 0) < line) low = middle + 1;
      else high = middle;
    }
    return Math.min(low, Math.max(0, numbers.length - 1));
  }

  async nextDifference(line: number | undefined, step: 1 | -1): Promise<number | undefined> {
    const numbers = this.#compared?.comparison.linesOf('differences') ?? new Uint32Array();
    if (line === undefined) return numbers.at(step === 1 ? 0 : -1);
    return step === 1 ? numbers.find((other) => other > line) : numbers.findLast((other) => other < line);
  }

  async details(line: number): Promise<DiffDetails | undefined> {
    const compared = this.#compared;
    return compared && line >= 0 && line < compared.comparison.length ? compared.texts.details(line) : undefined;
  }

  async axis(buckets: number): Promise<Axis | undefined> {
    const count = Math.max(1, Math.min(MOST_BUCKETS, Math.floor(buckets)));
    return this.#compared && axisOf(this.#compared.comparison, count);
  }

  async lineNear(side: 'a' | 'b', ms: number): Promise<number | undefined> {
    return this.#compared && nearestLine(this.#compared.comparison, side, ms);
  }

  async report(): Promise<Result<{ readonly file: Blob; readonly fileName: string }, string>> {
    return this.#compared ? ok(await reportOf(this.#compared)) : fail(NOTHING);
  }

  #resting(turn: number): () => Promise<boolean> {
    return async () => {
      await pause();
      return turn === this.#turn;
    };
  }
}
