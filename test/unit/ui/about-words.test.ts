import { expect, it } from 'vitest';
import { coverParts, factName, redactedKinds } from '../../../src/ui/viewer/about-words.ts';

it('leaves out what nobody wrote in a cover note', () => {
  expect(coverParts(undefined)).toEqual([]);
  expect(coverParts({ steps: ' 1. Log in ', happened: ' \n', more: {} })).toEqual([
    { name: 'How to see it again', text: '1. Log in' },
  ]);
});

it.each([
  ['timeZone', 'Time zone'],
  ['os', 'OS'],
  ['browser', 'Browser'],
  ['', ''],
])('calls the fact %s “%s”', (name, said) => {
  expect(factName(name)).toBe(said);
});

it('says what was redacted, the most frequent first', () => {
  expect(redactedKinds({ replaced: 1209, secrets: 4, kinds: { 'e-mail': 9, token: 1200 } })).toBe(
    'token 1,200 · e-mail 9',
  );
});
