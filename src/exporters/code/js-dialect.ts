import { base64Encode } from '../../base/bytes.ts';
import { hex, quoted, type Dialect } from './dialect.ts';
import { Variable, type KnownLater } from './script.ts';
import { environmentName } from './variables.ts';

/** What is drawn anew each time. */
const BUILT_INS: ReadonlyMap<string, string> = new Map([
  ['$uuid', 'crypto.randomUUID()'],
  ['$now', 'new Date().toISOString()'],
  ['$nowMs', 'Date.now()'],
  ['$seq', 'seq++'],
  ['$random', 'Math.floor(Math.random() * 1_000_000)'],
]);

/** For Node: bytes are a Buffer there. */
export const NODE_DIALECT: Dialect = {
  indent: '  ',
  nothing: 'null',
  yes: 'true',
  no: 'false',
  anything: 'ANYTHING',
  padding: ' ',
  text: jsText,
  number: jsNumber,
  bytes: (value) => `Buffer.from('${base64Encode(value)}', 'base64')`,
  key: jsKey,
  later: (known) => later(known, 'value'),
  laterText: (known) => `String(${later(known, 'variable')})`,
};

export const PAGE_DIALECT: Dialect = { ...NODE_DIALECT, bytes: (value) => `bytes('${base64Encode(value)}')` };

export const VITEST_DIALECT: Dialect = { ...NODE_DIALECT, anything: 'expect.anything()' };

/** What HTML would take for the end of the program or the beginning of another is written by its number, too. */
export function jsText(text: string): string {
  return quoted(text, numbered).replace(/<(?=[/!]|script)/gi, String.raw`\x3C`);
}

function later(known: KnownLater, reader: 'value' | 'variable'): string {
  if (known instanceof Variable) return BUILT_INS.get(known.name) ?? `${reader}('${environmentName(known.name)}')`;
  const steps = known.path.map((step) =>
    typeof step === 'string' && isIdentifier(step)
      ? `?.${step}`
      : `?.[${typeof step === 'number' ? step : jsText(step)}]`,
  );
  return known.answer + steps.join('');
}

function numbered(codePoint: number): string {
  if (codePoint < 0x100) return String.raw`\x${hex(codePoint, 2)}`;
  return codePoint < 0x1_0000 ? String.raw`\u${hex(codePoint, 4)}` : String.raw`\u{${hex(codePoint, 5)}}`;
}

function jsNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function jsKey(name: string): string {
  // As a plain key it would set the prototype.
  if (name === '__proto__') return `['__proto__']`;
  return isIdentifier(name) ? name : jsText(name);
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}
