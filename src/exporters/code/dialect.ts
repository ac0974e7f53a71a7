import { ANYTHING, Carried, Filled, Variable, type KnownLater } from './script.ts';

/** How a programming language writes values. */
export type Dialect = {
  readonly indent: string;
  readonly nothing: string;
  readonly yes: string;
  readonly no: string;
  /** Equals whatever it is compared with. */
  readonly anything: string;
  /** What one-line objects have inside of their braces. */
  readonly padding: '' | ' ';
  text(value: string): string;
  number(value: number): string;
  bytes(value: Uint8Array): string;
  key(name: string): string;
  later(known: KnownLater): string;
  /** The same as a text. */
  laterText(known: KnownLater): string;
};

const WIDTH = 100;

/** The value as an expression that starts on a line indented by `depth` steps: on one line where it fits. */
export function writeValue(value: unknown, dialect: Dialect, depth = 0): string {
  if (value === null || value === undefined) return dialect.nothing;
  if (typeof value === 'string') return dialect.text(value);
  if (typeof value === 'number') return dialect.number(value);
  if (typeof value === 'boolean') return value ? dialect.yes : dialect.no;
  if (value instanceof Uint8Array) return dialect.bytes(value);
  if (value === ANYTHING) return dialect.anything;
  if (value instanceof Variable || value instanceof Carried) return dialect.later(value);
  if (value instanceof Filled) return filled(value, dialect);
  if (Array.isArray(value)) {
    const elements: readonly unknown[] = value;
    const items = elements.map((item) => writeValue(item, dialect, depth + 1));
    return enclosed(items, { open: '[', close: ']', padding: '' }, dialect, depth);
  }
  const members = Object.entries(value).map(
    ([name, member]) => `${dialect.key(name)}: ${writeValue(member, dialect, depth + 1)}`,
  );
  return enclosed(members, { open: '{', close: '}', padding: dialect.padding }, dialect, depth);
}

/** Writes an argument that starts on a line indented by `depth` steps. */
export type Argument = (depth: number) => string;

/** A call: on one line where it fits, with its last argument over several, or with each argument on a line of its own. */
export function writeCall(name: string, args: readonly Argument[], { indent }: Dialect, depth = 0): string {
  const written = args.map((argument) => argument(depth));
  const call = `${name}(${written.join(', ')})`;
  const width = WIDTH - depth * indent.length;
  const isHugged = written.slice(0, -1).every((argument) => !argument.includes('\n'));
  if (isHugged && call.split('\n').every((line, i) => i > 0 || line.length <= width)) return call;
  const lines = args.map((argument) => `${indent.repeat(depth + 1)}${argument(depth + 1)},\n`);
  return `${name}(\n${lines.join('')}${indent.repeat(depth)})`;
}

type Brackets = { readonly open: string; readonly close: string; readonly padding: string };

function enclosed(items: readonly string[], { open, close, padding }: Brackets, { indent }: Dialect, depth: number) {
  if (items.length === 0) return open + close;
  const line = `${open}${padding}${items.join(', ')}${padding}${close}`;
  if (depth * indent.length + line.length <= WIDTH && !line.includes('\n')) return line;
  const lines = items.map((item) => `${indent.repeat(depth + 1)}${item},\n`);
  return `${open}\n${lines.join('')}${indent.repeat(depth)}${close}`;
}

function filled({ pieces }: Filled, dialect: Dialect): string {
  const parts = pieces.map((piece) => (typeof piece === 'string' ? dialect.text(piece) : dialect.laterText(piece)));
  return parts.length === 1 ? String(parts[0]) : `(${parts.join(' + ')})`;
}

/** What cannot be seen or changes how the rest is read: a source says it by its number. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/** Between single quotes, with `numbered` for what has no escape of its own. */
export function quoted(text: string, numbered: (codePoint: number) => string): string {
  const escaped = text
    .replace(/[\\']/g, String.raw`\$&`)
    .replace(/\n/g, String.raw`\n`)
    .replace(/\r/g, String.raw`\r`)
    .replace(/\t/g, String.raw`\t`)
    .replace(HIDDEN, (character) => numbered(character.codePointAt(0) ?? 0));
  return `'${escaped}'`;
}

export function hex(codePoint: number, digits: number): string {
  return codePoint.toString(16).padStart(digits, '0');
}

const LONGEST_COMMENT = 200;

/** Whatever the text holds, it stays in its line and ends no `<script>`. */
export function inComment(text: string): string {
  const plain = text.replace(HIDDEN, ' ').replaceAll('<', '‹').replaceAll('>', '›');
  return plain.length > LONGEST_COMMENT ? `${[...plain].slice(0, LONGEST_COMMENT).join('')}…` : plain;
}
