import { expect, test } from 'vitest';
import { DEFAULT_ENVIRONMENT } from '../../../src/replay/variables.ts';
import { Environments } from '../../../src/storage/environments.ts';
import { Messages } from '../../../src/storage/messages.ts';
import { freshDatabase } from './open.ts';

const message = {
  event: 'e',
  args: '[]',
  nsp: '/',
  expectAck: false,
  ackTimeoutMs: 1,
  isVolatile: false,
  isCompressed: true,
};
const saved = (id: string, place: number) => ({ id, name: id, place, message });

test('messages and folders come by their place; a change is made as a whole', async () => {
  const database = await freshDatabase();
  const messages = new Messages(database);
  const folder = { id: 'f', name: 'Chat', place: 0 };
  await messages.change({ put: { messages: [saved('b', 1), saved('a', 0)], folders: [folder] } });
  expect(await messages.list()).toEqual({ folders: [folder], messages: [saved('a', 0), saved('b', 1)] });
  // A message that cannot be stored takes the rest of the change with it.
  const unstorable = { ...saved('d', 3), name: (() => undefined) as unknown as string };
  const failed = await messages.change({ put: { messages: [saved('c', 2), unstorable] }, delete: { messages: ['a'] } });
  expect(failed).toMatchObject({ ok: false, error: { reason: 'failed' } });
  expect((await messages.list()).messages).toEqual([saved('a', 0), saved('b', 1)]);
  await messages.change({ put: { messages: [saved('b', -1)] }, delete: { folders: ['f'], messages: ['a'] } });
  expect(await messages.list()).toEqual({ folders: [], messages: [saved('b', -1)] });
});

test('environments come by name, each once', async () => {
  const environments = new Environments(await freshDatabase());
  for (const [id, name] of [
    ['1', 'Staging 10'],
    ['2', 'Staging 9'],
    ['1', 'Live'],
  ] as const)
    await environments.save({ ...DEFAULT_ENVIRONMENT, id, name });
  expect((await environments.list()).map(({ name }) => name)).toEqual(['Live', 'Staging 9']);
  await environments.delete('1');
  expect((await environments.list()).map(({ id }) => id)).toEqual(['2']);
});
