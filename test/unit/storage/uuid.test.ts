import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timeOfUuid, uuidv7 } from '../../../src/storage/uuid.ts';

test('the example of RFC 9562, appendix A.6', () => {
  const random = new Uint8Array([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
  expect(uuidv7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
});

test('keys sort by time', () => {
  const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
  fc.assert(
    fc.property(fc.nat(2 ** 44), fc.nat(1000), random, random, (now, gap, first, second) => {
      expect(uuidv7(now, first) < uuidv7(now + gap + 1, second)).toBe(true);
    }),
  );
});

test('a key tells when it was made, and other texts do not', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 48 - 1), fc.uint8Array({ minLength: 10, maxLength: 10 }), (now, random) => {
      expect(timeOfUuid(uuidv7(now, random))).toBe(now);
    }),
  );
  expect(timeOfUuid('017f22e2-79b0-4cc3-98c4-dc0c0c07398f')).toBeUndefined();
  expect(timeOfUuid('017f22e2-79b0-7cc3-98c4-dc0c0c07398f-1')).toBeUndefined();
  expect(timeOfUuid('a')).toBeUndefined();
});
