import { coversPath, readPathPattern, type PathPattern } from '../base/paths/path-pattern.ts';
import type { Path } from '../base/paths/path.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { RedactionRule } from './rule.ts';
import type { OnFound } from './find/found.ts';

export type RuleFlaw = { readonly id: string; readonly message: string };

/** What a person's rules ask of one packet's arguments. */
export type ArgumentRules = { readonly all: readonly string[]; readonly paths: readonly PathRule[] };

type PathRule = { readonly id: string; readonly pattern: PathPattern; readonly event: string | undefined };
type TextRule = { readonly regex: RegExp; readonly windowLength: number };
/** Places that a rule fits, by its id. */
type Hits = Map<string, number>;

/** Characters of a text that a pattern sees at once, by how many of its repetitions have no end. */
const WINDOWS = [16_384, 4096, 768, 192] as const;
const NO_IDS: readonly string[] = [];

/** The rules that are on and can be read. */
export class Rules {
  readonly flaws: readonly RuleFlaw[];
  readonly list: readonly RedactionRule[];
  readonly #events = new Map<string, readonly string[]>();
  readonly #paths: PathRule[] = [];
  readonly #texts: (TextRule & { readonly id: string })[] = [];
  #hits: Hits = new Map();
  #isCounting = true;

  constructor(rules: readonly RedactionRule[]) {
    this.list = rules;
    const flaws: RuleFlaw[] = [];
    for (const rule of rules) {
      if (!rule.isOn) continue;
      const message = this.#take(rule);
      if (message !== undefined) flaws.push({ id: rule.id, message });
    }
    this.flaws = flaws;
  }

  /** Undefined where none asks for anything; `event` is undefined for an answer. */
  forArguments(event: string | undefined): ArgumentRules | undefined {
    if (this.#events.size === 0 && this.#paths.length === 0) return undefined;
    const all = (event === undefined ? undefined : this.#events.get(event)) ?? NO_IDS;
    const paths = this.#paths.filter((rule) => rule.event === undefined || rule.event === event);
    return all.length === 0 && paths.length === 0 ? undefined : { all, paths };
  }

  get hits(): ReadonlyMap<string, number> {
    return this.#hits;
  }

  /** What `work` fits is counted for itself. */
  hitsOf(work: () => void): ReadonlyMap<string, number> {
    const before = this.#hits;
    this.#hits = new Map();
    work();
    const own = this.#hits;
    this.#hits = before;
    return own;
  }

  uncounted<T>(work: () => T): T {
    const wasCounting = this.#isCounting;
    this.#isCounting = false;
    const result = work();
    this.#isCounting = wasCounting;
    return result;
  }

  hit(id: string): void {
    if (this.#isCounting) this.#hits.set(id, (this.#hits.get(id) ?? 0) + 1);
  }

  get hasPatterns(): boolean {
    return this.#texts.length > 0;
  }

  findPatterns(text: string, onfound: OnFound): void {
    for (const { id, regex, windowLength } of this.#texts) {
      // Windows overlap by half, so that whatever is shorter than that lies in one of them as a whole.
      for (let from = 0; from === 0 || from + windowLength / 2 < text.length; from += windowLength / 2) {
        const window = text.length <= windowLength ? text : text.slice(from, from + windowLength);
        for (const { 0: value, index } of window.matchAll(regex)) {
          if (value.trim() === '') continue;
          if (from === 0 || index + value.length > windowLength / 2) this.hit(id);
          onfound(from + index, from + index + value.length, { value, kind: 'rule' });
        }
      }
    }
  }

  #take(rule: RedactionRule): string | undefined {
    switch (rule.by) {
      case 'event':
        if (rule.event === '') return 'an event has a name';
        this.#events.set(rule.event, [...(this.#events.get(rule.event) ?? NO_IDS), rule.id]);
        return undefined;
      case 'path': {
        const pattern = readPathPattern(rule.path.trim());
        if (!pattern.ok) return `${pattern.error.message}, at ${pattern.error.offset}`;
        this.#paths.push({ id: rule.id, pattern: pattern.value, event: rule.event === '' ? undefined : rule.event });
        return undefined;
      }
      case 'pattern': {
        const read = readTextPattern(rule.pattern);
        if (read.ok) this.#texts.push({ id: rule.id, ...read.value });
        return read.ok ? undefined : read.error;
      }
    }
  }
}

/** What is wrong with a rule, in words and with the place; undefined for a good one. */
export function flawInRule(rule: RedactionRule): string | undefined {
  return new Rules([{ ...rule, isOn: true }]).flaws[0]?.message;
}

/** Ids of the rules that ask for what stands at `path`. */
export function rulesAt({ all, paths }: ArgumentRules, path: Path): readonly string[] {
  const ids = paths.filter(({ pattern }) => coversPath(pattern, path)).map(({ id }) => id);
  return ids.length === 0 ? all : [...all, ...ids];
}

/**
 * A pattern that cannot take for ever: repetitions without end may not stand in each other nor around alternatives, and
 * the more of them there are, the less text it sees at once.
 */
function readTextPattern(pattern: string): Result<TextRule, string> {
  if (pattern === '') return fail('a pattern is a regular expression like ORD-\\d+');
  if (pattern.length > 1000) return fail('a pattern of more than 1,000 characters');
  let regex: RegExp;
  try {
    regex = new RegExp(pattern, 'gu');
  } catch (error) {
    return fail(sentenceOf(pattern, error));
  }
  if (new RegExp(`${pattern}|`, 'u').exec('')?.[0] === '' && regex.exec('') !== null)
    return fail('this pattern also fits where nothing stands');
  const { endless, flawAt } = repetitionsIn(pattern);
  if (flawAt !== undefined) return fail(`this repetition could take for ever, at ${flawAt}`);
  const windowLength = WINDOWS[endless];
  if (windowLength === undefined)
    return fail('more than 3 repetitions without end (*, +, {2,}): give some a most, like {1,20}');
  return ok({ regex, windowLength });
}

function sentenceOf(pattern: string, error: unknown): string {
  const message = error instanceof Error ? (error.message.split(': ').at(-1) ?? '') : 'not a regular expression';
  // The engine does not say where: the shortest beginning that fails in the same way ends there.
  for (let end = 1; end <= pattern.length; end++) {
    try {
      new RegExp(pattern.slice(0, end), 'gu');
    } catch (early) {
      if (early instanceof Error && early.message.endsWith(message)) return `${message.toLowerCase()}, at ${end - 1}`;
    }
  }
  return message.toLowerCase();
}

type Repetitions = { readonly endless: number; readonly flawAt: number | undefined };

/** How many repetitions without end the pattern has, and the first that lies around another one or alternatives. */
function repetitionsIn(pattern: string): Repetitions {
  // Of each open group: whether it holds a repetition or an alternative.
  const groups: boolean[] = [false];
  let closed = false;
  let endless = 0;
  let flawAt: number | undefined;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character === '\\') {
      if (/[1-9k]/.test(pattern.charAt(at + 1))) flawAt ??= at;
      closed = false;
      at++;
    } else if (character === '[') {
      at = classEnd(pattern, at);
      closed = false;
    } else if (character === '(') groups.push(false);
    else if (character === ')') {
      closed = groups.pop() ?? false;
      if (closed) groups[groups.length - 1] = true;
      continue;
    } else if (character === '|') groups[groups.length - 1] = true;
    else {
      const most = mostOf(pattern, at);
      if (most !== undefined) {
        // More than a few rounds of what can be cut in several ways is as bad as no end.
        if (closed && most > 10) flawAt ??= at;
        if (most > 1) groups[groups.length - 1] = true;
        if (most > 100) endless++;
      }
    }
    closed = false;
  }
  return { endless, flawAt };
}

/** How often what stands before `at` may be repeated at most; undefined where no repetition stands there. */
function mostOf(pattern: string, at: number): number | undefined {
  const character = pattern.charAt(at);
  if (character === '*' || character === '+') return Infinity;
  if (character !== '{') return undefined;
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(pattern.slice(at)) ?? [];
  if (least === undefined) return undefined;
  return comma === '' ? Number(least) : most === '' ? Infinity : Number(most);
}

function classEnd(pattern: string, from: number): number {
  let at = from + 1;
  while (at < pattern.length && pattern.charAt(at) !== ']') at += pattern.charAt(at) === '\\' ? 2 : 1;
  return at;
}
