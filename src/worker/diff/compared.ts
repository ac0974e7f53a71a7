import { readPathPattern, type PathPattern } from '../../base/paths/path-pattern.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { Comparison } from '../../diff/comparison.ts';
import { isPassingName, isPassingValue } from '../../diff/values/passing.ts';
import { Common, readConversation, type Conversation } from '../../diff/hearing/conversation.ts';
import { matchConnections, type ConnectionPair } from '../../diff/match-connections.ts';
import { SaidReader } from '../../diff/hearing/said-reader.ts';
import type { SessionSource } from '../../session/session-source.ts';
import type { ComparedSession, DiffState, PathSuggestion } from './diff-remote.ts';
import { LineTexts } from './line-texts.ts';

export type Side = { readonly key: string; readonly source: SessionSource };

/** Lets others have the thread; says whether to go on. */
type Rest = () => Promise<boolean>;

type Rules = { readonly paths: readonly string[]; readonly patterns: readonly PathPattern[] };

type Heard = {
  readonly a: Conversation;
  readonly b: Conversation;
  readonly pairs: readonly ConnectionPair[];
};

/** A path that differs in nearly all of so many pairs is offered, whatever it holds. */
const ENOUGH_PAIRS = 8;
const MOST_SUGGESTIONS = 8;

/** Two sessions that have been read, and how they compare under the rules in force. */
export class Compared {
  readonly a: Side;
  readonly b: Side;
  readonly #heard: Heard;
  readonly #readers: { readonly a: SaidReader; readonly b: SaidReader };
  #ignored: readonly string[];
  #comparison: Comparison;
  #texts: LineTexts;

  private constructor(a: Side, b: Side, heard: Heard, { paths, patterns }: Rules, comparison: Comparison) {
    this.a = a;
    this.b = b;
    this.#heard = heard;
    this.#readers = { a: new SaidReader(a.source, heard.a), b: new SaidReader(b.source, heard.b) };
    this.#ignored = paths;
    this.#comparison = comparison;
    this.#texts = new LineTexts(comparison, this.#readers, patterns);
  }

  /** Undefined where `rest`, which is told how many entries of both are read, says to stop. */
  static async read(
    a: Side,
    b: Side,
    ignored: readonly string[],
    rest: (entries: number) => Promise<boolean>,
  ): Promise<Compared | undefined> {
    const common = new Common();
    const heardA = await readConversation(a.source, common, rest);
    const heardB = heardA && (await readConversation(b.source, common, (entries) => rest(a.source.entries + entries)));
    if (!heardA || !heardB) return undefined;
    const paths = { a: pathsOf(a.source), b: pathsOf(b.source) };
    const heard = { a: heardA, b: heardB, pairs: matchConnections(heardA, heardB, paths) };
    const rules = readRules(ignored);
    // What was kept by another version and cannot be read now is left out.
    const inForce = rules.ok ? rules.value : { paths: [], patterns: [] };
    const all = a.source.entries + b.source.entries;
    const comparison = await Comparison.make(heardA, heardB, heard.pairs, inForce.patterns, () => rest(all));
    return comparison && new Compared(a, b, heard, inForce, comparison);
  }

  /** A sentence where a path cannot be read, or `rest` says to stop; then all stays as it was. */
  async ignore(paths: readonly string[], rest: Rest): Promise<Result<void, string>> {
    const rules = readRules(paths);
    if (!rules.ok) return rules;
    const { a, b, pairs } = this.#heard;
    const comparison = await Comparison.make(a, b, pairs, rules.value.patterns, rest);
    if (!comparison) return fail('Stopped.');
    this.#ignored = paths;
    this.#comparison = comparison;
    this.#texts = new LineTexts(comparison, this.#readers, rules.value.patterns);
    return ok(undefined);
  }

  get ignored(): readonly string[] {
    return this.#ignored;
  }

  get comparison(): Comparison {
    return this.#comparison;
  }

  get texts(): LineTexts {
    return this.#texts;
  }

  async state(edition: number): Promise<DiffState> {
    const { comparison, ignored } = this;
    const { first } = comparison;
    return {
      edition,
      a: sideState(this.a, this.#heard.a),
      b: sideState(this.b, this.#heard.b),
      counts: comparison.counts,
      ignored,
      suggestions: await this.#suggestions(),
      ...(first !== undefined && { first: await this.texts.line(first) }),
      connections: this.#connections(),
      limits: this.#heard.a.common.leaves.isCut
        ? ['Some events hold so many values that the last of them are compared as one.']
        : [],
    };
  }

  async #suggestions(): Promise<readonly PathSuggestion[]> {
    const suggestions: PathSuggestion[] = [];
    for (const { path, differing, line } of this.comparison.nearlyAlwaysOther()) {
      if (suggestions.length >= MOST_SUGGESTIONS) break;
      const isOffered = differing >= ENOUGH_PAIRS || isPassingName(path) || (await this.#isPassing(path, line));
      if (isOffered) suggestions.push({ path, differing });
    }
    return suggestions;
  }

  async #isPassing(path: string, line: number): Promise<boolean> {
    const pattern = readPathPattern(path);
    const values = pattern.ok ? await this.texts.valuesAt(line, pattern.value) : [];
    return values.length > 0 && values.every(isPassingValue);
  }

  #connections(): DiffState['connections'] {
    const { a, b, pairs } = this.#heard;
    const alone = (conversation: Conversation, taken: readonly number[]) =>
      [...conversation.beginnings.keys()].filter((conn) => !taken.includes(conn));
    const [inA, inB] = [pairs.map((pair) => pair.a), pairs.map((pair) => pair.b)];
    return [...pairs, ...alone(a, inA).map((conn) => ({ a: conn })), ...alone(b, inB).map((conn) => ({ b: conn }))];
  }
}

function readRules(paths: readonly string[]): Result<Rules, string> {
  const patterns: PathPattern[] = [];
  for (const path of paths) {
    const pattern = readPathPattern(path);
    if (!pattern.ok) return fail(`${path}: ${pattern.error.message}.`);
    patterns.push(pattern.value);
  }
  return ok({ paths, patterns });
}

function pathsOf({ header }: SessionSource): ReadonlyMap<number, string> {
  return new Map(header.connections.map(({ id, path }) => [id, path]));
}

function sideState({ key, source: { header, entries } }: Side, { length }: Conversation): ComparedSession {
  return { key, name: header.name, startedAt: header.startedAt, entries, said: length };
}
