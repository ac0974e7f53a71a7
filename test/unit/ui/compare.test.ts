import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeText, verdictSentence } from '../../../src/ui/details/compare/compare-words.ts';
import { ignoredUses } from '../../../src/ui/details/compare/ignored-uses.ts';
import { answersBeside, sideBySide } from '../../../src/ui/details/compare/side-by-side.ts';
import type { ReplayStep, StepComparison } from '../../../src/worker/replays/replay-remote.ts';

const STEP: ReplayStep = {
  index: 2,
  loop: 0,
  nsp: '/shop',
  event: 'cart:add',
  atMs: 0,
  args: '',
  replaced: [],
  wantsAck: true,
  verdict: 'differs',
  recorded: '',
};

function drawn(recorded: string, answer: string, differing: Readonly<Record<string, boolean>>): readonly string[] {
  const { lines } = sideBySide(recorded, answer, new Map(Object.entries(differing)));
  return lines.map(({ left = '', right = '', mark, depth }) => `${'  '.repeat(depth)}${left} | ${right} | ${mark}`);
}

test('two answers stand side by side by their structure, each line with what became of it', () => {
  expect(
    drawn(
      '[{"items":2,"total":41.9,"id":1,"token":"T1","old":[1]}]',
      '[{"items":2,"total":43.9,"id":2,"token":"T9"},3]',
      {
        '[0].total': false,
        '[0].id': true,
        '[0].old': false,
        '[1]': false,
      },
    ),
  ).toEqual([
    '[ | [ | same',
    '  { | { | same',
    '    "items": 2, | "items": 2, | same',
    '    "total": 41.9, | "total": 43.9, | changed',
    '    "id": 1, | "id": 2, | ignored',
    '    "token": "T1", | "token": "T9", | mapped',
    '    "old": [1] |  | missing',
    '  }, | }, | same',
    '   | 3 | extra',
    '] | ] | same',
  ]);
});

test('numbers stand as they were written, bytes as one value, and what is long and the same on one line', () => {
  const same = JSON.stringify(Array.from({ length: 90 }, (_, i) => i));
  const lines = drawn(`[1.0,{"$binary":"AQ=="},${same}]`, `[1.0,{"$binary":"AA=="},${same}]`, { '[1]': false });
  expect(lines[1]).toBe('  1.0, | 1.0, | same');
  expect(lines[2]).toBe('  {"$binary":"AQ=="}, | {"$binary":"AA=="}, | changed');
  expect(lines).toHaveLength(5);
});

test('a huge answer is cut, and says so', () => {
  const list = (of: number) => JSON.stringify(Array.from({ length: 10_000 }, (_, i) => i + of));
  const { lines, isCut } = sideBySide(list(0), list(1), new Map());
  expect(isCut).toBe(true);
  expect(lines.length).toBeLessThanOrEqual(300);
  expect(answersBeside(`[${'1,'.repeat(600_000)}1]`, '[]', new Map())).toBeUndefined();
});

test('an answer without a counterpart stands on its side, and nothing of it differs', () => {
  const { lines } = answersBeside(undefined, '[1]', new Map()) ?? { lines: [] };
  expect(lines).toEqual([
    { right: '[', mark: 'same', depth: 0 },
    { right: '1', mark: 'same', depth: 1 },
    { right: ']', mark: 'same', depth: 0 },
  ]);
  expect(answersBeside(undefined, undefined, new Map())).toBeUndefined();
});

test('what is equal has no line that says otherwise', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const json = JSON.stringify([value]);
      expect(sideBySide(json, json, new Map()).lines.filter(({ mark }) => mark !== 'same')).toEqual([]);
    }),
  );
});

test('a sentence counts what differs, without what is ignored', () => {
  const comparison: StepComparison = {
    step: STEP,
    recorded: '[]',
    answer: '[]',
    differences: [
      { path: '[0].total', kind: 'changed', was: '41.9', now: '43.9', isIgnored: false },
      { path: '[0].id', kind: 'changed', was: '1', now: '2', isIgnored: true },
      { path: '[0].x', kind: 'missing', was: '1', isIgnored: false },
    ],
    events: [{ nsp: '/', event: 'stock', verdict: 'missing', differences: [], isIgnored: false }],
  };
  expect(verdictSentence({ ...comparison, step: { ...STEP, answer: '' } })).toBe(
    'in 1 value, 1 missing, none extra; 1 event that followed',
  );
  expect(verdictSentence({ ...comparison, step: { ...STEP, verdict: 'missing' } })).toMatch(/^no answer came/);
});

test('a change is told by kind, a number by how much', () => {
  const change = (was: string, now: string) => changeText({ path: '', kind: 'changed', was, now, isIgnored: false });
  expect(change('41.9', '43.9')).toBe('+2, number');
  expect(change('0.3', '0.1')).toBe('−0.2, number');
  expect(change('1', '"1"')).toBe('number became text');
  expect(changeText({ path: '', kind: 'missing', was: '1', isIgnored: true })).toBe('missing, ignored');
});

test('of the ignored paths those are told that something was ignored by', () => {
  const differences = [
    { path: '[0].id', kind: 'changed', isIgnored: true },
    { path: '[0].user.id', kind: 'changed', isIgnored: true },
    { path: '[0].at', kind: 'changed', isIgnored: false },
  ] as const;
  expect(ignoredUses(['*.id', '[0].at', '..broken'], { differences, events: [] })).toEqual([
    { pattern: '*.id', uses: 2 },
  ]);
});
