import { expect, test } from 'vitest';
import { checkDraft } from '../../../src/ui/composer/check-draft.ts';
import type { Speech } from '../../../src/ui/composer/preflight/frames.ts';
import { lossesIn } from '../../../src/ui/composer/preflight/losses.ts';

const V4: Speech = { protocol: 'v4', parser: 'default', isPolling: false };
const V2: Speech = { ...V4, protocol: 'v2' };

type Asked = { nsp?: string; id?: number; speech?: Speech; limit?: number };

function checked(event: string, args: string, { nsp = '/', id, speech = V4, limit }: Asked = {}) {
  const message = { event, args, nsp, expectAck: false, ackTimeoutMs: 1, isVolatile: false, isCompressed: true };
  return checkDraft({ message, typedArgs: args, id }, speech, limit);
}

function sentence(event: string, args: string, asked?: Asked): string | undefined {
  const outcome = checked(event, args, asked);
  return outcome.ok ? undefined : outcome.error.sentence;
}

function doubt(args: string, asked: Asked): string | undefined {
  const outcome = checked('e', args, asked);
  return outcome.ok ? outcome.value.doubt : outcome.error.sentence;
}

function warnings(args: string): readonly string[] {
  const outcome = checked('e', args);
  return outcome.ok ? outcome.value.warnings.map(({ sentence: words }) => words) : [];
}

const bytes = (count: number): string => `{"$binary":"${Buffer.alloc(count).toString('base64')}"}`;

test('the frame is shown exactly as it will cross', () => {
  expect(checked('message', '["hi", {"a":1}]', { nsp: '/chat', id: 13 })).toMatchObject({
    value: { frames: { head: '42/chat,13["message","hi",{"a":1}]', sizeBytes: 34, attachments: [] } },
  });
  expect(checked('ping me', '')).toMatchObject({ value: { frames: { head: '42["ping me"]' } } });
});

test('attachments count towards the size, and generation 3 writes a type before them', () => {
  const head = '451-["up",{"_placeholder":true,"num":0}]';
  expect(checked('up', '[{"$binary":"AQID"}]')).toMatchObject({
    value: { frames: { head, sizeBytes: 43, largestBytes: 40, attachments: [Uint8Array.of(1, 2, 3)] } },
  });
  expect(checked('up', '[{"$binary":"AQID"}]', { speech: V2 })).toMatchObject({
    value: { frames: { head, sizeBytes: 44, attachments: [Uint8Array.of(4, 1, 2, 3)] } },
  });
});

test('what cannot be sent is refused with its place', () => {
  expect(sentence('', '[]')).toMatch(/name is missing/);
  for (const name of ['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener']) {
    expect(sentence(name, '[]')).toMatch(/reserved/);
  }
  expect(sentence('ping', '[]')).toBeUndefined();
  expect(sentence('ping', '[]', { speech: V2 })).toMatch(/reserved/);
  expect(sentence('newListener', '[]', { speech: V2 })).toBeUndefined();
  expect(sentence('a', '[1,\n 2,]')).toMatch(/^Arguments, line 2, column 4: /);
  expect(sentence('a', '{"a":1}')).toMatch(/put \[ and \] around/);
});

test('a flaw stands where it was typed, whatever the variables before it are filled with', () => {
  const typedArgs = '["{{long}}", oops]';
  const message = { event: 'e', args: `["${'x'.repeat(99)}", oops]`, nsp: '/', expectAck: false };
  const whole = { ...message, ackTimeoutMs: 1, isVolatile: false, isCompressed: true };
  expect(checkDraft({ message: whole, typedArgs, id: undefined }, V4, undefined)).toMatchObject({
    error: { sentence: expect.stringMatching(/^Arguments, line 1, column 14: /), from: 13 },
  });
});

test('one frame larger than the server takes, or eleven attachments, is doubted before it is sent', () => {
  const text = `["${'x'.repeat(90)}"]`;
  expect(doubt(text, { limit: 99 })).toMatch(/100 B in one message.*takes 99 B/);
  expect(doubt(text, { limit: 100 })).toBeUndefined();
  expect(doubt(text, {})).toBeUndefined();
  // Each attachment is a frame of its own, and base64 by polling.
  expect(doubt(`[${bytes(60)},${bytes(60)}]`, { limit: 100 })).toBeUndefined();
  expect(doubt(`[${bytes(90)}]`, { limit: 100 })).toBeUndefined();
  expect(doubt(`[${bytes(90)}]`, { limit: 100, speech: { ...V4, isPolling: true } })).toMatch(/121 B in one packet/);
  expect(doubt(`[${Array(11).fill(bytes(1)).join()}]`, {})).toMatch(/11 attachments, and servers take 10/);
  expect(doubt(`[${Array(10).fill(bytes(1)).join()}]`, {})).toBeUndefined();
});

test('numbers that JSON cannot carry are warned of with their place; all others are not', () => {
  expect(warnings('[1,\n 12345678901234567890]')).toEqual([
    'Arguments, line 2, column 2: 12345678901234567890 arrives as 12345678901234567000.',
  ]);
  expect(warnings('[1e999,-0,3.14159265358979323846]').join(' ')).toMatch(
    /as null\..* as 0\..* as 3.141592653589793\./,
  );
  expect(warnings('[0,-1,0.1,1.50,1e3,1.0,100,5e-324,9007199254740993e0,"12345678901234567890"]')).toHaveLength(1);
  expect(warnings('["\\ud800",{"__proto__":1,"_placeholder":true}]')).toEqual([]);
  expect(warnings('[{"_placeholder":true,"num":0},{"$binary":""}]')[0]).toMatch(/column 3: _placeholder is taken/);
});

test('what MessagePack damages is warned of', () => {
  const losses = (json: string) => lossesIn(json, 'msgpack', false).map(({ from, message }) => `${from} ${message}`);
  expect(losses('["\\ud800x","🦊",{"__proto__":1},18446744073709551616,18446744073709549568]')).toEqual([
    expect.stringMatching(/^1 half of a surrogate/),
    expect.stringMatching(/^17 .*__proto__/),
    expect.stringMatching(/^32 .*too large for MessagePack/),
  ]);
  expect(losses('[1e999]')).toEqual(['1 1e999 arrives as Infinity']);
});
