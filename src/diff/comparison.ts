import type { PathPattern } from '../base/paths/path-pattern.ts';
import { compareLeaves, type LeafRange, type PathTally } from './values/compare-leaves.ts';
import type { Conversation } from './hearing/conversation.ts';
import { Drift } from './drift.ts';
import { linesOf, type LineColumns } from './lines.ts';
import type { ConnectionPair } from './match-connections.ts';
import { findPartners } from './align/partners.ts';
import { ignoredPaths, type IgnoredPaths } from './values/rules.ts';
import { LINE_VERDICTS, type LineFilter, type LineVerdict } from './verdict.ts';

/** A path that differs nearly wherever it stands, maybe an id or a time; last in `line`. */
export type OddPath = { readonly path: string; readonly differing: number; readonly line: number };

const LEAST_DIFFERING = 2;
const NEARLY_ALWAYS = 0.9;
const MOST_ODD = 32;

export type LineCounts = Readonly<Record<LineFilter, number>>;

/** Two conversations beside each other under one set of rules: its lines are numbers in columns. */
export class Comparison {
  readonly a: Conversation;
  readonly b: Conversation;
  readonly drift: Drift;
  readonly counts: LineCounts;
  readonly #lines: LineColumns;
  readonly #verdicts: Uint8Array;
  readonly #tally: PathTally;
  readonly #found = new Map<LineFilter, Uint32Array>();

  private constructor(a: Conversation, b: Conversation, lines: LineColumns, ignored: IgnoredPaths) {
    const { paths } = a.common.leaves;
    this.a = a;
    this.b = b;
    this.#lines = lines;
    this.#verdicts = new Uint8Array(lines.a.length);
    this.#tally = {
      seen: new Uint32Array(paths.count),
      differing: new Uint32Array(paths.count),
      lastLine: new Uint32Array(paths.count),
      line: 0,
    };
    for (let line = 0; line < lines.a.length; line++) {
      this.#tally.line = line;
      this.#verdicts[line] = LINE_VERDICTS.indexOf(this.#judge(this.inA(line), this.inB(line), ignored));
    }
    this.drift = new Drift(a, b, lines);
    this.counts = this.#count();
  }

  /** Undefined where `rest` says to stop. */
  static async make(
    a: Conversation,
    b: Conversation,
    pairs: readonly ConnectionPair[],
    patterns: readonly PathPattern[],
    rest: () => Promise<boolean>,
  ): Promise<Comparison | undefined> {
    const ignored = ignoredPaths(a.common.leaves.paths, patterns);
    const partners = await findPartners(a, b, pairs, ignored, rest);
    return partners && new Comparison(a, b, linesOf(partners.a, partners.b), ignored);
  }

  get length(): number {
    return this.#lines.a.length;
  }

  /** The place in A's conversation. */
  inA(line: number): number | undefined {
    return defined(this.#lines.a[line]);
  }

  inB(line: number): number | undefined {
    return defined(this.#lines.b[line]);
  }

  verdict(line: number): LineVerdict {
    return LINE_VERDICTS[this.#verdicts[line] ?? 0] ?? 'equal';
  }

  /** Numbers of the lines that pass, in order. */
  linesOf(filter: LineFilter): Uint32Array {
    const known = this.#found.get(filter);
    if (known) return known;
    const found = new Uint32Array(this.counts[filter]);
    let count = 0;
    for (let line = 0; line < this.length; line++) if (this.#passes(line, filter)) found[count++] = line;
    this.#found.set(filter, found);
    return found;
  }

  /** The first line that is not equal. */
  get first(): number | undefined {
    const line = this.#verdicts.findIndex((verdict) => verdict > 0);
    return line < 0 ? undefined : line;
  }

  nearlyAlwaysOther(): readonly OddPath[] {
    const { paths } = this.a.common.leaves;
    const { seen, differing, lastLine } = this.#tally;
    const found: OddPath[] = [];
    for (let path = 0; path < seen.length; path++) {
      const times = differing[path] ?? 0;
      if (times < LEAST_DIFFERING || times < NEARLY_ALWAYS * (seen[path] ?? 0)) continue;
      const pattern = paths.patternOf(path);
      if (pattern !== '') found.push({ path: pattern, differing: times, line: lastLine[path] ?? 0 });
    }
    found.sort((one, other) => other.differing - one.differing || (one.path < other.path ? -1 : 1));
    return found.slice(0, MOST_ODD);
  }

  #passes(line: number, filter: LineFilter): boolean {
    switch (filter) {
      case 'all':
        return true;
      case 'differences':
        return this.#verdicts[line] !== 0;
      case 'timing':
        return this.drift.isTold(line);
      default:
        return this.verdict(line) === filter;
    }
  }

  #judge(a: number | undefined, b: number | undefined, ignored: IgnoredPaths): LineVerdict {
    if (a === undefined || b === undefined) return b === undefined ? 'missing' : 'extra';
    const said = this.#compare(a, b, ignored);
    const [answerA, answerB] = [this.a.answerOf(a), this.b.answerOf(b)];
    if ((answerA === undefined) !== (answerB === undefined)) return 'answer';
    if (answerA === undefined || answerB === undefined) return said;
    const answer = this.#compare(answerA, answerB, ignored);
    return said === 'shape' || answer === 'equal' ? said : answer;
  }

  #compare(a: number, b: number, ignored: IgnoredPaths): 'equal' | 'value' | 'shape' {
    const { leaves } = this.a.common;
    return compareLeaves(leaves, leavesIn(this.a, a), leavesIn(this.b, b), ignored, this.#tally);
  }

  #count(): LineCounts {
    const counts = {
      all: this.length,
      differences: 0,
      timing: 0,
      equal: 0,
      value: 0,
      shape: 0,
      answer: 0,
      missing: 0,
      extra: 0,
    };
    for (let line = 0; line < this.length; line++) {
      counts[this.verdict(line)]++;
      if (this.drift.isTold(line)) counts.timing++;
    }
    return { ...counts, differences: counts.all - counts.equal };
  }
}

function leavesIn(conversation: Conversation, said: number): LeafRange {
  return { from: conversation.leavesFrom(said), to: conversation.leavesTo(said) };
}

function defined(said: number | undefined): number | undefined {
  return said === undefined || said < 0 ? undefined : said;
}
