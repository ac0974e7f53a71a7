import { expect, test } from 'vitest';
import { DEFAULT_ENVIRONMENT } from '../../../src/replay/variables.ts';
import { EMPTY_FORM } from '../../../src/capture/connect-options.ts';
import { offeredFor, pickedOf } from '../../../src/ui/variables/offered.ts';
import { resolveMessage } from '../../../src/ui/variables/resolve-message.ts';
import { flawsOf } from '../../../src/ui/variables/variable-words.ts';

const VALUES: Readonly<Record<string, string>> = { room: 'north', key: 's3cret', id: '7' };
const MESSAGE = {
  event: 'join:{{room}}',
  args: '["{{key}}", {{id}},\n "{{room}}"]',
  nsp: '/',
  expectAck: true,
  ackTimeoutMs: 1,
  isVolatile: false,
  isCompressed: true,
};
const resolve = (message = MESSAGE) =>
  resolveMessage(
    message,
    (name) => VALUES[name],
    (name) => name === 'key',
  );

test('a message is filled for the wire, and with masks for the screen', () => {
  expect(resolve()).toEqual({
    ok: true,
    value: {
      message: { ...MESSAGE, event: 'join:north', args: '["s3cret", 7,\n "north"]' },
      masked: { ...MESSAGE, event: 'join:north', args: '["••••", 7,\n "north"]' },
      used: ['room', 'key', 'id'],
    },
  });
});

test('what nobody knows is told with its place', () => {
  expect(resolve({ ...MESSAGE, args: '[1,\n "{{nobody}}"]' })).toEqual({
    ok: false,
    error: { field: 'args', offset: 6, place: 'Arguments, line 2, column 3', message: 'no variable is named nobody' },
  });
});

test('a message without variables is the message itself, megabytes or not', () => {
  const plain = { ...MESSAGE, event: 'e', args: `["${'{'.repeat(1_000_000)}"]` };
  const resolved = resolve(plain);
  expect(resolved.ok && resolved.value.message).toBe(plain);
});

test('an environment for certain connections is offered at their address, and then counts unless another is picked', () => {
  const form = { ...EMPTY_FORM, url: 'https://staging' };
  const [own, common] = [
    { ...DEFAULT_ENVIRONMENT, id: 'own', profiles: ['p'] },
    { ...DEFAULT_ENVIRONMENT, id: 'common' },
  ];
  const all = [DEFAULT_ENVIRONMENT, common, own];
  const here = offeredFor(all, [{ id: 'p', form }], form);
  const elsewhere = offeredFor(all, [{ id: 'p', form }], { ...form, url: 'https://live' });
  expect([here, elsewhere]).toEqual([all, [DEFAULT_ENVIRONMENT, common]]);
  const picked = [undefined, 'common', 'own'].map((id) =>
    [here, elsewhere].map((of) => pickedOf(DEFAULT_ENVIRONMENT, of, id).id),
  );
  expect(picked).toEqual([
    ['own', 'default'],
    ['common', 'common'],
    ['own', 'default'],
  ]);
});

test('names that cannot be used, and paths that lead nowhere, are told', () => {
  const value = { value: '', isSecret: false };
  const from = { kind: 'ack', nsp: '/', event: 'e' } as const;
  const variables = ['ok', '2 bad', 'ok', ''].map((name) => ({ name, ...value }));
  expect(flawsOf({ ...DEFAULT_ENVIRONMENT, variables, captures: [{ name: 'c', from, path: 'x' }] })).toEqual([
    '“2 bad” is no name: letters, digits, _ . and -, a letter first.',
    '“ok” stands here twice: the first counts.',
    '“x” is no path: write it like [0].token.',
  ]);
});
