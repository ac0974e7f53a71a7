import { ANYTHING, type ScriptStep } from '../../exporters/code/script.ts';
import { coversPath, type PathPattern } from '../../base/paths/path-pattern.ts';
import { pathText, type Path } from '../../base/paths/path.ts';

const MOST_SUGGESTED = 20;
const ELEMENTS_LOOKED_AT = 20;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
/** A socket's id, or a token made like it: capitals, small letters and digits. */
const DRAWN = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[\w-]{20,}$/;
/** The years 2015 to 2055, in milliseconds since 1970. */
const TIMES = { from: 1.42e12, to: 2.7e12 };

/** The answer with something that equals everything in each place that `patterns` mean. */
export function withoutChanging(ack: readonly unknown[], patterns: readonly PathPattern[]): readonly unknown[] {
  if (patterns.length === 0) return ack;
  const at = (value: unknown, path: Path): unknown => {
    if (path.length > 0 && patterns.some((pattern) => coversPath(pattern, path))) return ANYTHING;
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
    if (Array.isArray(value)) return value.map((element, i) => at(element, [...path, i]));
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, at(member, [...path, name])]));
  };
  return ack.map((value, i) => at(value, [i]));
}

/** Places of the answers that look as if each run gives another value: ids, times, tokens that nobody has sent. */
export function suggestedPaths(steps: readonly ScriptStep[]): readonly string[] {
  const sent = new Set<unknown>();
  const paths = new Set<string>();
  const visit = (value: unknown, path: Path, see: (value: unknown, path: Path) => void): void => {
    if (typeof value !== 'object' || value === null) return see(value, path);
    if (value instanceof Uint8Array) return;
    const members: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
      ? value.slice(0, ELEMENTS_LOOKED_AT).map((element: unknown, i) => [i, element])
      : Object.entries(value);
    for (const [step, member] of members) visit(member, [...path, step], see);
  };
  for (const { args } of steps) visit(args, [], (value) => void sent.add(value));
  for (const { ack } of steps) {
    visit(ack ?? [], [], (value, path) => {
      if (paths.size < MOST_SUGGESTED && looksDrawn(value) && !sent.has(value)) paths.add(patternText(path));
    });
  }
  return [...paths];
}

/** A token or an id that nobody chose. */
export function isDrawn(value: unknown): value is string {
  return typeof value === 'string' && (UUID.test(value) || DRAWN.test(value));
}

function looksDrawn(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && value > TIMES.from && value < TIMES.to;
  return typeof value === 'string' && (isDrawn(value) || ISO_TIME.test(value));
}

/** Positions but the argument's own stand for all of their array. */
function patternText(path: Path): string {
  return path.map((step, i) => (i > 0 && typeof step === 'number' ? '[*]' : pathText([step]))).reduce(joined, '');
}

function joined(path: string, step: string): string {
  return path === '' || step.startsWith('[') ? path + step : `${path}.${step}`;
}
