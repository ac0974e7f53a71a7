import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerTokens, fromFirstOdd } from '../../../src/ui/replay/answer-tokens.ts';
import { comparisonKey } from '../../../src/ui/replay/comparison-keys.ts';
import { replaySentence } from '../../../src/ui/replay/replay-sentence.ts';
import { gateText, isSameRemap, remapText } from '../../../src/ui/replay/rule-words.ts';
import { choiceOf, SPEED_CHOICES } from '../../../src/ui/replay/timing-words.ts';
import { nowText, progressParts } from '../../../src/ui/replay/verdict-words.ts';
import type { ReplayCounts, ReplayState, ReplayStep } from '../../../src/worker/replays/replay-remote.ts';

const NONE: ReplayCounts = { total: 6, sent: 0, waiting: 0, equal: 0, differs: 0, missing: 0, extra: 0 };
const READY: ReplayState = {
  status: 'ready',
  source: { name: 'Checkout', key: 's' },
  steps: 6,
  settings: {
    timing: { kind: 'original', speed: 1 },
    loops: 1,
    gates: [],
    remaps: [],
    ignored: [],
    ignoredEvents: [],
    ackTimeoutMs: 5000,
  },
  counts: NONE,
  next: 0,
  edition: 1,
  leftAside: [],
};
const TARGET = { key: 'k', conn: 1, name: 'Now', url: 'http://host', isConnected: true };

function words(text: string, other?: string): readonly string[] {
  return answerTokens(text, other).flatMap(({ text: part, kind }) => (kind === 'odd' ? [part] : []));
}

test('of two answers what differs is marked, value by value where they are built alike', () => {
  expect(words('{"items":2,"total":41.9}', '{"items":2,"total":43.9}')).toEqual(['41.9']);
  expect(words('{"a":1,"b":"x"}', '{"a":2,"b":"y"}')).toEqual(['1', '"x"']);
  expect(words('[1,2]', '[1,2,3]')).toEqual([]);
  expect(words('[1,2,3]', '[1,2]')).toEqual([',3']);
  expect(words('{"same":1}', '{"same":1}')).toEqual([]);
});

test('a key stands back, and so does what will be put in place', () => {
  expect(answerTokens('{"token":‹login → [0].token›}')).toEqual([
    { at: 0, text: '{', kind: 'plain' },
    { at: 1, text: '"token":', kind: 'key' },
    { at: 9, text: '‹login → [0].token›', kind: 'placed' },
    { at: 28, text: '}', kind: 'plain' },
  ]);
});

test('tokens are the whole text, however it was cut', () => {
  const text = fc.string({ unit: fc.constantFrom('"', '\\', '{', ':', '‹', '›', 'a', '1', ' ', '😀', '\n') });
  fc.assert(
    fc.property(text, fc.option(text, { nil: undefined }), (json, other) => {
      expect(
        answerTokens(json, other)
          .map((token) => token.text)
          .join(''),
      ).toBe(json);
    }),
  );
});

test('a difference that would be out of sight is brought forward with its key', () => {
  const shown = fromFirstOdd(
    answerTokens('{"a":"long enough text","total":41.9}', '{"a":"long enough text","total":1}'),
    21,
  );
  expect(shown.map(({ text }) => text)).toEqual(['…', '"total":', '41.9', '}']);
  const near = answerTokens('[1]', '[2]');
  expect(fromFirstOdd(near, 21)).toBe(near);
});

test('the progress is told with what is odd before what is equal, and nothing of what is none', () => {
  const parts = progressParts({ ...NONE, sent: 5, differs: 1, equal: 3, waiting: 1 });
  expect(parts.map(({ text }) => text).join(' · ')).toBe('5 of 6 sent · 1 differs · 3 equal · 1 waiting');
  expect(parts.filter(({ isOdd }) => isOdd)).toHaveLength(1);
  expect(progressParts(NONE)).toEqual([{ text: '0 of 6 sent', isOdd: false }]);
});

test('a sentence says how it stands, and the worker’s own words count first', () => {
  expect(replaySentence(READY, undefined)).toBe('Choose the connection to send it over.');
  expect(replaySentence({ ...READY, target: TARGET }, undefined)).toBe('Nothing is sent before Play or Step.');
  const aside = [{ why: 'it cannot be read', count: 2 }];
  expect(replaySentence({ ...READY, target: TARGET, leftAside: aside }, undefined)).toBe(
    'Nothing is sent before Play or Step. Left aside: 2, it cannot be read.',
  );
  const playing: ReplayState = { ...READY, status: 'playing', next: 3, dueAt: 5000 };
  expect(replaySentence(playing, 1000)).toBe('Step 4 is due in 4.0 s.');
  expect(replaySentence(playing, 4500)).toBe('');
  expect(replaySentence({ ...playing, why: 'The server is gone.' }, 1000)).toBe('The server is gone.');
  expect(replaySentence({ ...READY, status: 'ended', counts: { ...NONE, sent: 6, equal: 6 } }, 0)).toBe(
    'All came back as recorded.',
  );
  expect(replaySentence({ ...READY, status: 'ended', source: { name: 'Folder' } }, undefined)).toMatch(
    /no recorded answers/,
  );
});

test('an answer that is waited for counts up, where the clock is known', () => {
  const step: ReplayStep = {
    index: 0,
    loop: 0,
    nsp: '/',
    event: 'pay',
    atMs: 0,
    args: '',
    replaced: [],
    wantsAck: true,
    verdict: 'waiting',
    sentAt: 1000,
  };
  expect(nowText(step, 2400)).toBe('1.4 s');
  expect(nowText(step, undefined)).toBe('');
  expect(nowText({ ...step, verdict: 'equal', answerMs: 41 }, 2400)).toBe('41 ms');
});

test('each speed is chosen by its own name', () => {
  for (const { value, timing } of SPEED_CHOICES) expect(choiceOf(timing)).toBe(value);
});

test('a rule is the same rule if it learns the same value, whatever its id', () => {
  const rule = { id: 'a', from: { kind: 'ack', nsp: '/', event: 'login' }, path: '[0].token' } as const;
  expect(remapText(rule)).toBe('login → [0].token');
  expect(isSameRemap(rule, { ...rule, id: 'b' })).toBe(true);
  expect(isSameRemap(rule, { ...rule, from: { ...rule.from, kind: 'event' } })).toBe(false);
  expect(isSameRemap(rule, { ...rule, from: { ...rule.from, nsp: '/chat' } })).toBe(false);
  expect(gateText({ before: 2, waitFor: { kind: 'ack', of: 0 }, timeoutMs: 5000 })).toBe(
    'before step 3: the answer to step 1, at most 5,000 ms',
  );
});

test('keys move over the steps and stay among them', () => {
  const press = (key: string, at: number | undefined, total = 50) =>
    comparisonKey(
      { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
      { at, count: total, perPage: 5 },
    );
  expect(press('ArrowDown', undefined)).toEqual({ kind: 'go', index: 0 });
  expect(press('ArrowDown', 49)).toEqual({ kind: 'go', index: 49 });
  expect(press('PageUp', 3)).toEqual({ kind: 'go', index: 0 });
  expect(press('End', 3)).toEqual({ kind: 'go', index: 49 });
  expect(press('ArrowDown', undefined, 0)).toBeUndefined();
  expect(press('x', 3)).toBeUndefined();
});
