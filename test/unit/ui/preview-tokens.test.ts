import fc from 'fast-check';
import { expect, test } from 'vitest';
import { previewTokens } from '../../../src/ui/timeline/preview-tokens.ts';

const keysOf = (preview: string) => previewTokens(preview).flatMap(({ text, isKey }) => (isKey ? [text] : []));

test('keys are told from values', () => {
  expect(keysOf('"hello", {"room":"north","n": 1}')).toEqual(['"room":', '"n":']);
  expect(keysOf('{"a\\"b":1,"time":"10:15"}')).toEqual(['"a\\"b":', '"time":']);
});

test('a preview cut in the middle still has its keys', () => {
  expect(keysOf('{"sid":"lv_VI97HA')).toEqual(['"sid":']);
});

test('the tokens are the text, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('"', '\\', ':', 'a', '{', ',', ' ') }), (text) => {
      const whole = previewTokens(text)
        .map((token) => token.text)
        .join('');
      expect(whole).toBe(text);
    }),
  );
});
