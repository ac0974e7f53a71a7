import { formatOf, isDrawnKey, numberFormatOf } from './formats.ts';

/** In the order in which a union names them. */
export const VALUE_KINDS = ['string', 'number', 'boolean', 'bytes', 'object', 'array', 'null'] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

/** From so many on, what never was so is worth a word. */
const SETTLED = 20;
const DEEPEST = 8;
const MOST_ELEMENTS = 20;
/** More are no names that somebody chose. */
const MOST_MEMBERS = 60;

/** `was` and `now` are kinds; for what appeared or vanished they are absent. */
export type ShapeNews = {
  readonly kind: 'type' | 'appeared' | 'vanished';
  readonly path: string;
  readonly was?: string;
  readonly now?: string;
  readonly after: number;
};

type Report = (news: ShapeNews) => void;

/** The kinds of the values that were seen at one place, and what they are made of. */
export class Shape {
  seen = 0;
  readonly kinds = new Map<ValueKind, number>();
  /** Of the members of objects. */
  readonly members = new Members();
  elements: Shape | undefined;
  #format: string | undefined;
  #hasMixedFormats = false;

  /** What all its texts, or all its numbers, look like. */
  get format(): string | undefined {
    const isPlain = !(this.kinds.has('string') && this.kinds.has('number'));
    return isPlain && !this.#hasMixedFormats ? this.#format : undefined;
  }

  learn(value: unknown, path: string, report: Report, depth = 0): void {
    const kind = kindOf(value);
    const count = this.kinds.get(kind) ?? 0;
    if (count === 0 && this.seen >= SETTLED) {
      report({ kind: 'type', path, was: [...this.kinds.keys()].join(' | '), now: kind, after: this.seen });
    }
    this.kinds.set(kind, count + 1);
    this.seen++;
    if (typeof value === 'string') this.#takeFormat(formatOf(value));
    else if (typeof value === 'number') this.#takeFormat(numberFormatOf(value));
    else if (depth < DEEPEST && typeof value === 'object' && value !== null) {
      if (Array.isArray(value)) this.#learnElements(value, path, report, depth);
      else if (kind === 'object') this.members.learn(Object.entries(value), path, report, depth + 1);
    }
  }

  #learnElements(values: readonly unknown[], path: string, report: Report, depth: number): void {
    this.elements ??= new Shape();
    for (const element of values.slice(0, MOST_ELEMENTS)) this.elements.learn(element, `${path}[*]`, report, depth + 1);
  }

  #takeFormat(format: string | undefined): void {
    if (this.#hasMixedFormats) return;
    // A whole number that could be a time is still whole.
    const isFirst = this.#format === undefined && (this.kinds.get('string') ?? this.kinds.get('number')) === 1;
    if (isFirst) this.#format = format;
    else if (format !== this.#format) {
      const isWhole = (name: string | undefined) => name === 'whole' || name === 'time in ms';
      if (isWhole(format) && isWhole(this.#format)) this.#format = 'whole';
      else this.#hasMixedFormats = true;
    }
  }
}

/** The members of all objects at one place, or the arguments of all events of one name. */
export class Members {
  /** Objects that were seen. */
  total = 0;
  readonly of = new Map<string, Shape>();
  /** The objects map ids to values of this shape. */
  values: Shape | undefined;

  learn(entries: readonly (readonly [string, unknown])[], path: string, report: Report, depth: number): void {
    if (this.#isMap(entries)) this.values ??= [...this.of.values()][0] ?? new Shape();
    const before = this.total++;
    if (this.values) {
      for (const [, value] of entries.slice(0, MOST_ELEMENTS)) this.values.learn(value, `${path}[*]`, report, depth);
      return;
    }
    const named = new Set<string>();
    for (const [name, value] of entries) {
      named.add(name);
      let shape = this.of.get(name);
      if (!shape) {
        if (before >= SETTLED) report({ kind: 'appeared', path: stepTo(path, name), after: before });
        this.of.set(name, (shape = new Shape()));
      }
      shape.learn(value, stepTo(path, name), report, depth);
    }
    if (before < SETTLED || named.size === this.of.size) return;
    for (const [name, { seen }] of this.of) {
      if (seen === before && !named.has(name)) report({ kind: 'vanished', path: stepTo(path, name), after: before });
    }
  }

  #isMap(entries: readonly (readonly [string, unknown])[]): boolean {
    if (this.values || this.of.size + entries.length > 2 * MOST_MEMBERS || this.of.size > MOST_MEMBERS) return true;
    return this.of.size === 0 && entries.length > 0 && entries.every(([name]) => isDrawnKey(name));
  }
}

/** Arguments have their number before their path; they come as members named `[0]`, `[1]`, …. */
export function stepTo(path: string, name: string): string {
  if (/^\[\d+\]$/.test(name) && !path.includes('[')) return path + name;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}

function kindOf(value: unknown): ValueKind {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'object') return '_placeholder' in value && value._placeholder === true ? 'bytes' : 'object';
  return typeof value === 'string' ? 'string' : typeof value === 'number' ? 'number' : 'boolean';
}
