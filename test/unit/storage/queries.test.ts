import { expect, test } from 'vitest';
import { Queries } from '../../../src/storage/queries.ts';
import { freshDatabase } from './open.ts';

test('queries come newest first, each once, and are gone when deleted', async () => {
  const database = await freshDatabase();
  const queries = new Queries(database);
  for (const [i, text] of ['kind:ping', 'event:a', 'kind:ping', 'has:error'].entries()) await queries.save(text, i);
  expect(await queries.list()).toEqual(['has:error', 'kind:ping', 'event:a']);
  await queries.delete('kind:ping');
  expect(await queries.list()).toEqual(['has:error', 'event:a']);
  database.close();
  expect(await queries.save('x', 9)).toMatchObject({ ok: false, error: { reason: 'failed' } });
});
