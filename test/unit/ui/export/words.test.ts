import { expect, test } from 'vitest';
import { lostNotes, redactionWords } from '../../../../src/ui/export/about/about-words.ts';
import { foundWords } from '../../../../src/ui/export/preview/found-words.ts';
import { draftFlaw, draftOf, ruleFrom, ruleWords } from '../../../../src/ui/export/preview/rule-draft.ts';
import { checkedWords, flawedWords, savedWords } from '../../../../src/ui/export/saved-words.ts';

test('a rule is written as it was typed, and shown as it stands', () => {
  const rule = ruleFrom({ by: 'path', text: ' [0].user ', event: 'login' }, 'id');
  expect(rule).toEqual({ id: 'id', isOn: true, by: 'path', path: '[0].user', event: 'login' });
  expect(ruleWords(rule)).toBe('path [0].user in login');
  expect(draftOf(rule)).toEqual({ by: 'path', text: '[0].user', event: 'login' });
  expect(ruleFrom({ by: 'path', text: '[0]', event: ' ' }, 'id')).toEqual({
    id: 'id',
    isOn: true,
    by: 'path',
    path: '[0]',
  });
  expect(ruleFrom({ by: 'pattern', text: ' x ', event: 'no' }, 'id')).toMatchObject({ pattern: ' x ' });
});

test('a pattern between slashes is taken without them, but not without what its flags say', () => {
  const patternOf = (text: string) => ruleFrom({ by: 'pattern', text, event: '' }, 'id');
  expect(patternOf('/ORD-\\d+\\/x/g')).toMatchObject({ pattern: 'ORD-\\d+/x' });
  expect(patternOf('/api/users')).toMatchObject({ pattern: '/api/users' });
  expect(draftFlaw({ by: 'pattern', text: '/anna/gi', event: '' })).toMatch(/without slashes and flags/);
  expect(draftFlaw({ by: 'pattern', text: '/anna/g', event: '' })).toBeUndefined();
  expect(draftFlaw({ by: 'event', text: '/anna/i', event: '' })).toBeUndefined();
});

test('notes of entries that a damaged file lost are told', () => {
  const notes = [
    { seq: 2, text: 'here' },
    { seq: 31, text: 'late' },
    { seq: 40, text: '' },
  ];
  expect(lostNotes(notes, 31)).toBe('2 notes stood beyond what could be read: “late” at #31, a mark at #40');
  expect(lostNotes(notes, 32)).toBe('1 note stood beyond what could be read: a mark at #40');
  expect(lostNotes(notes, 41)).toBeUndefined();
});

test('what is found is told as exactly as it is known', () => {
  const found = { secrets: [], count: 3, replaced: 4, kinds: { token: 3, 'e-mail': 1 }, flaws: [], ruleHits: {} };
  expect(foundWords(found, 0, undefined)).toBe('at least 4 replacements of 3 secrets, 2 kinds');
  expect(foundWords(found, 2, 5)).toBe('5 replacements of 1 secret, 2 kept, 2 kinds');
  expect(foundWords({ ...found, count: 0 }, 0, 0)).toBe('nothing found');
});

test('a redaction is told by its figures', () => {
  expect(redactionWords({ replaced: 3, secrets: 2, kinds: { token: 2, 'e-mail': 1 } })).toBe(
    'Redacted when it was exported: 3 replacements of 2 secrets (token 2 · e-mail 1).',
  );
});

test('a saved file says what was looked for in it again', () => {
  const check = { secrets: 43, left: [], broken: [] };
  expect(savedWords({ fileName: 'a.ndjson', bytes: 540_000, check })).toBe(
    'Saved a.ndjson, 540 kB. Checked: none of the 43 secrets is left in plain, base64 or percent-encoded form. Every frame still decodes.',
  );
  expect(checkedWords({ ...check, secrets: 1, onlyWhereFound: 2 })).toBe(
    'Checked: the one secret is not left in plain, base64 or percent-encoded form. 2 secrets too short or common to look for, replaced only where found. Every frame still decodes.',
  );
  expect(checkedWords({ ...check, secrets: 0 })).toBe('Checked: no secrets were found to replace.');
  expect(flawedWords(check)).toBeUndefined();
  expect(flawedWords({ secrets: 2, left: [4, 9], broken: [7] })).toBe(
    'Not safe to save: a secret would be left in 2 entries, 1 entry would no longer decode, first #4.',
  );
  expect(savedWords({ fileName: 'a.ndjson', bytes: 1 })).toBe('Saved a.ndjson, 1 B.');
});
