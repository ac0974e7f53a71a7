import { expect, it, test } from 'vitest';
import { textAt } from '../../../src/replay/json-path.ts';
import { readArgumentPath } from '../../../src/base/paths/path-pattern.ts';
import {
  DEFAULT_ENVIRONMENT,
  drawnSource,
  environmentSource,
  firstOf,
  inForce,
  maskedSource,
} from '../../../src/replay/variables.ts';

const from = { kind: 'ack', nsp: '/', event: 'login' } as const;
const base = {
  ...DEFAULT_ENVIRONMENT,
  variables: [
    { name: 'host', value: 'everywhere', isSecret: false },
    { name: 'key', value: 's3cret', isSecret: true },
  ],
};
const staging = {
  ...DEFAULT_ENVIRONMENT,
  id: 'a',
  name: 'Staging',
  variables: [
    { name: 'host', value: 'staging', isSecret: false },
    { name: 'token', value: 'none yet', isSecret: false },
  ],
  captures: [{ name: 'token', from, path: '[0].token' }],
};

test('an environment counts before the default one, and a capture before a variable of its name', () => {
  const source = environmentSource(inForce([base, staging], 'a'), () => 'T9');
  expect(['host', 'key', 'token', 'nobody'].map(source)).toEqual(['staging', 's3cret', 'T9', undefined]);
  const before = environmentSource(inForce([base, staging], 'a'), () => undefined);
  expect(before('token')).toBe('none yet');
  expect(inForce([staging], 'gone')).toEqual([DEFAULT_ENVIRONMENT]);
});

test('what is secret is masked, what is drawn agrees within a message', () => {
  const drawn = drawnSource({ uuid: 'u', nowMs: 0, seq: 3, random: 7 });
  const source = maskedSource(
    firstOf(
      drawn,
      environmentSource([base], () => undefined),
    ),
    (name) => name === 'key',
  );
  expect(['key', 'host', '$uuid', '$now', '$nowMs', '$seq', '$random', '$else'].map(source)).toEqual(
    ['••••', 'everywhere', 'u', '1970-01-01T00:00:00.000Z', '0', '3', '7', undefined], //
  );
});

it.each([
  ['[0].token', [0, 'token']],
  ['arg[1]["e-mail"][2].ü', [1, 'e-mail', 2, 'ü']],
  [' [0] ', [0]],
])('reads the path %s', (text, path) => expect(readArgumentPath(text)).toEqual({ ok: true, value: path }));

it.each([
  ['', 0],
  ['token', 0],
  ['[0].', 4],
  ['[0]token', 3],
  ['[x]', 0],
])('tells where the path %j goes wrong', (text, error) =>
  expect(readArgumentPath(text)).toMatchObject({ ok: false, error: { offset: error } }),
);

test('what stands at a path is a text’s characters, or JSON as it is written', () => {
  const json = '[{"token":"T\\u0039","n":12345678901234567890,"n2":[1, 2],"twice":1,"twice":2}]';
  const at = (...path: (string | number)[]) => textAt(json, path);
  expect([at(0, 'token'), at(0, 'n'), at(0, 'n2'), at(0, 'n2', 1), at(0, 'twice'), at(1), at(0, 'token', 0)]).toEqual(
    ['T9', '12345678901234567890', '[1, 2]', '2', '2', undefined, undefined], //
  );
});
