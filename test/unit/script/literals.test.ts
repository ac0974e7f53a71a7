import { spawnSync } from 'node:child_process';
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inComment, writeValue } from '../../../src/exporters/code/dialect.ts';
import { NODE_DIALECT, PAGE_DIALECT } from '../../../src/exporters/code/js-dialect.ts';
import { PYTHON_DIALECT } from '../../../src/exporters/code/python-dialect.ts';
import { shellText } from '../../../src/exporters/code/packages.ts';

/** What would break out, be taken for another line, or not be seen. */
const ODD = fc.constantFrom(
  '</script>',
  '<!--',
  "'''",
  '\\',
  '${1}',
  '\u2028',
  '\u202e',
  '\ud800',
  '"',
  "'",
  '\n',
  '\r',
  '\0',
);
const text = fc.array(fc.oneof(ODD, fc.string({ unit: 'binary' }))).map((pieces) => pieces.join(''));
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.maxSafeInteger(),
    text,
    fc.uint8Array({ maxLength: 8 }).map((bytes) => Uint8Array.from(bytes)),
    fc.array(tie('any'), { maxLength: 5 }),
    fc
      .array(fc.tuple(fc.oneof(text, fc.constant('__proto__'), fc.constant('constructor')), tie('any')), {
        maxLength: 5,
      })
      .map((members) => Object.fromEntries(members)),
  ),
})).any;

/** Bytes as text, so that what Python read can be compared. */
function asJson(read: unknown): string {
  return JSON.stringify(read, function (this: Readonly<Record<string, unknown>>, key: string, member: unknown) {
    const own = this[key];
    return own instanceof Uint8Array ? { $binary: Buffer.from(own).toString('base64') } : member;
  });
}

it('JavaScript reads each value as it was, and HTML sees no end of the program in it', () => {
  fc.assert(
    fc.property(value, (one) => {
      const written = writeValue(one, NODE_DIALECT);
      const read: unknown = new Function('Buffer', `return (${written});`)(Buffer);
      expect(asJson(read)).toBe(asJson(one));
      expect(written).not.toMatch(/<\/|<!--|<script/i);
      expect(written).not.toMatch(/[\u2028\u2029\u202a-\u202e\p{Cs}]/u);
      expect(writeValue(one, PAGE_DIALECT)).not.toMatch(/<\/|<!--|<script/i);
    }),
    { numRuns: 200 },
  );
});

it('Python reads each value as it was', () => {
  const values = fc.sample(value, { numRuns: 200, seed: 5 });
  const program = `
import json
from base64 import b64decode, b64encode
values = [
${values.map((one) => `${writeValue(one, PYTHON_DIALECT)},`).join('\n')}
]
for value in values:
    print(json.dumps(value, default=lambda read: {'$binary': b64encode(read).decode()}))
`;
  const { stdout, stderr } = spawnSync('python3', ['-'], { input: program, encoding: 'utf8' });
  expect(stderr).toBe('');
  const read: readonly unknown[] = stdout
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(read.map(asJson)).toEqual(values.map((one) => asJson(JSON.parse(asJson(one)))));
});

it('a comment stays in its line, and a word of the shell in its quotes', () => {
  fc.assert(
    fc.property(text, (one) => {
      expect(inComment(one)).not.toMatch(/[\n\r\u2028\u2029<>\p{Cc}]/u);
      expect(
        shellText(one)
          .replaceAll(String.raw`'\''`, '')
          .slice(1, -1),
      ).not.toContain("'");
    }),
  );
});
