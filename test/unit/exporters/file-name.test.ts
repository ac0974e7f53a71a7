import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distinctFileName, exportFileName } from '../../../src/exporters/file-name.ts';

test('a session is saved under its name', () => {
  expect(exportFileName('Checkout, staging', { compress: false })).toBe('checkout-staging.sockscope.ndjson');
  expect(exportFileName('Grüße / 你好', { compress: true })).toBe('grüße-你好.sockscope.ndjson.gz');
  expect(exportFileName('Checkout, staging', { compress: false, format: 'har' })).toBe('checkout-staging.har');
  expect(exportFileName('Checkout, staging', { compress: false, format: 'page' })).toBe('checkout-staging.html');
});

test('names that mean something to a system are disarmed', () => {
  expect(exportFileName('../../etc/passwd', { compress: false })).toBe('etc-passwd.sockscope.ndjson');
  expect(exportFileName('CON', { compress: false })).toBe('session-con.sockscope.ndjson');
  expect(exportFileName(' …🧦 ', { compress: false })).toBe('session.sockscope.ndjson');
});

test('files of sessions of one name are told apart', () => {
  const taken = ['a.sockscope.ndjson.gz', 'a-2.sockscope.ndjson.gz'];
  expect(distinctFileName('a.sockscope.ndjson.gz', taken)).toBe('a-3.sockscope.ndjson.gz');
  expect(distinctFileName('a.har', taken)).toBe('a.har');
});

test('any name gives letters, digits and single hyphens that fit into a file system', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
      const fileName = exportFileName(name, { compress: true });
      expect(fileName).toMatch(/^[\p{L}\p{N}\p{M}]+(-[\p{L}\p{N}\p{M}]+)*\.sockscope\.ndjson\.gz$/u);
      expect(new TextEncoder().encode(fileName).length).toBeLessThanOrEqual(255);
    }),
  );
});
