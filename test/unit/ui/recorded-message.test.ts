import { expect, test } from 'vitest';
import { captureMs, type WireEvent } from '../../../src/wire/wire-event.ts';
import { messageOfRow } from '../../../src/ui/messages/recorded-message.ts';
import { readEnvironmentFile, writeEnvironmentFile } from '../../../src/ui/variables/environment-file.ts';
import { draw } from '../../draw.ts';
import { detailsFrom } from '../projections/fold.ts';

async function messages(drawn: string, ...more: readonly WireEvent[]) {
  return (await detailsFrom([...draw(drawn), ...more])).map(messageOfRow);
}

test('a recorded event is what a person would write: numbers as spelled, braces as braces, whether it asked for an answer', async () => {
  const [asked, chat, ack] = await messages(
    '0ms > 427["login{{x}}",1.50,12345678901234567890,"{{name}}",{"a":[]}]\n1ms < 42/chat,["hi"]\n2ms < 437[1]',
  );
  expect(asked).toMatchObject({
    event: 'login\\{{x}}',
    args: '[1.50, 12345678901234567890, "\\{{name}}", {"a":[]}]',
    nsp: '/',
    expectAck: true,
  });
  expect(chat).toMatchObject({ event: 'hi', args: '[]', nsp: '/chat', expectAck: false });
  expect(ack).toBeUndefined();
});

test('its bytes are written in', async () => {
  const at = { conn: 1, chan: 1, via: 'websocket', dir: 'sent', at: captureMs(1) } as const;
  const [upload] = await messages('0ms > 451-["upload",{"data":{"_placeholder":true,"num":0}}]', {
    ...at,
    kind: 'frame',
    payload: Uint8Array.of(1, 2, 3),
  });
  expect(upload?.args).toBe('[{"data":{"$binary":"AQID"}}]');
});

test('an environment’s file has the names of secrets, and not their values', () => {
  const captures = [{ name: 'token', from: { kind: 'ack', nsp: '/', event: 'login' }, path: '[0]' }] as const;
  const variables = [
    { name: 'host', value: 'h', isSecret: false },
    { name: 'key', value: 'sesame', isSecret: true },
  ];
  const text = writeEnvironmentFile({ name: 'Staging', variables, captures });
  expect(text).not.toContain('sesame');
  const read = readEnvironmentFile(text);
  expect(read).toEqual({
    ok: true,
    value: { name: 'Staging', variables: [variables[0], { name: 'key', value: '', isSecret: true }], captures },
  });
  expect(readEnvironmentFile(text.replace('"ack"', '"answer"'))).toEqual({
    ok: false,
    error: ['Line 20, column 17: “captures[0].from.kind” should be ack or event.'],
  });
});
