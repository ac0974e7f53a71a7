import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base64Decode, base64FlawAt } from '../../../src/base/bytes.ts';
import { decodeFrame } from '../../../src/protocol/engineio/decode-v4.ts';
import { decodePacket } from '../../../src/protocol/socketio/decode-v5.ts';
import { type Malformed, placedAt, sentenceOf } from '../../../src/protocol/malformed.ts';

function flawOf(text: string): Malformed {
  const result = decodePacket(text);
  if (result.ok) throw new Error(`${text} is well formed`);
  return result.error;
}

test.each([
  ['2["news",{"text":"breaking off he', 'JSON ends at 33'],
  ['2[1,}', 'JSON goes wrong with “}” at 4'],
  ['2["a\u0000"]', 'JSON goes wrong with U+0000 at 4'],
  ['2["a",😀]', 'JSON goes wrong with “😀” at 6'],
  ['9', 'unknown Socket.IO type “9” at 0'],
  ['5999999999-[]', 'more attachments announced than the client takes (10) at 1'],
  ['2["connect"]', 'reserved event name at 2'],
  ['1{}', 'payload of the wrong type at 1'],
])('%s is said in plain words', (text, sentence) => {
  expect(sentenceOf(flawOf(text), text)).toBe(sentence);
});

test('a sentence does without the text', () => {
  expect(sentenceOf({ reason: 'unknown-engine-type', offset: 0 })).toBe('unknown Engine.IO type at 0');
  expect(sentenceOf({ reason: 'json', offset: 7 })).toBe('JSON goes wrong at 7');
});

test('a flaw in a part can be placed in the whole', () => {
  const frame = '42["a",}';
  const message = decodeFrame(frame);
  const body = message.ok && message.value.type === 'message' ? message.value.body : '';
  const flaw = placedAt(1, flawOf(String(body)));
  expect(flaw).toEqual({ reason: 'json', offset: 7 });
  expect(frame[flaw.offset]).toBe('}');
});

test('base64 without a flaw is what the platform decodes, blanks aside', () => {
  const text = fc.string({ unit: fc.constantFrom('A', 'z', '0', '9', '+', '/', '=', '-', '_', '.', ':', '@', 'é') });
  fc.assert(
    fc.property(text, fc.constantFrom('', 'b', '=='), (base64, head) => {
      const at = base64FlawAt(head + base64, head.length);
      expect(at < 0).toBe(base64Decode(base64) !== undefined);
      expect(at).toBeLessThanOrEqual(head.length + base64.length);
    }),
    { numRuns: 2000 },
  );
  expect(base64FlawAt('AQ ID')).toBe(2);
});
