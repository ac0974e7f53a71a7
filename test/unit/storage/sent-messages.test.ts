import { expect, test } from 'vitest';
import { LONGEST_KEPT, SentMessages } from '../../../src/storage/sent-messages.ts';
import type { SentMessage } from '../../../src/storage/stored-message.ts';
import { freshDatabase } from './open.ts';

function sent(place: number, event: string, args = '[]'): SentMessage {
  const message = {
    event,
    args,
    nsp: '/',
    expectAck: false,
    ackTimeoutMs: 5000,
    isVolatile: false,
    isCompressed: true,
  };
  return { id: String(place).padStart(5, '0'), sentAt: place, url: 'http://127.0.0.1', message };
}

async function events(messages: SentMessages): Promise<readonly string[]> {
  return (await messages.list()).map(({ message }) => message.event);
}

test('what was sent is kept, the newest first, and the same twice in a row once', async () => {
  const messages = new SentMessages(await freshDatabase());
  await messages.add(sent(1, 'a'));
  await messages.add(sent(2, 'b'));
  await messages.add(sent(3, 'b'));
  await messages.add(sent(4, 'a'));
  expect(await events(messages)).toEqual(['a', 'b', 'a']);
  expect((await messages.list()).map(({ sentAt }) => sentAt)).toEqual([4, 3, 1]);
  await messages.delete('00003');
  expect(await events(messages)).toEqual(['a', 'a']);
  await messages.clear();
  expect(await events(messages)).toEqual([]);
});

test('what is too long is not kept, and says so', async () => {
  const messages = new SentMessages(await freshDatabase());
  expect(await messages.add(sent(1, 'long', `["${'x'.repeat(LONGEST_KEPT)}"]`))).toEqual({ ok: true, value: false });
  expect(await messages.add(sent(2, 'short'))).toEqual({ ok: true, value: true });
  expect(await events(messages)).toEqual(['short']);
});

test('of five hundred the oldest goes', async () => {
  const messages = new SentMessages(await freshDatabase());
  for (let i = 0; i <= 500; i++) await messages.add(sent(i, `e${i}`));
  const kept = await events(messages);
  expect(kept).toHaveLength(500);
  expect([kept[0], kept.at(-1)]).toEqual(['e500', 'e1']);
});
