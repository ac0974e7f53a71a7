import { expect, test } from 'vitest';
import { Endpoints } from '../../../src/storage/endpoints.ts';
import { Profiles } from '../../../src/storage/profiles.ts';
import { freshDatabase } from './open.ts';

test('profiles come by name, as people count, and are renamed and deleted by their id', async () => {
  const profiles = new Profiles(await freshDatabase());
  for (const [id, name] of Object.entries({ a: 'Staging 10', b: 'staging 2', c: 'Checkout' })) {
    await profiles.save({ id, name, form: { url: id } });
  }
  const names = async () => (await profiles.list()).map(({ name }) => name);
  expect(await names()).toEqual(['Checkout', 'staging 2', 'Staging 10']);
  await profiles.save({ id: 'a', name: 'Archive', form: { url: 'a' } });
  await profiles.delete('c');
  expect(await names()).toEqual(['Archive', 'staging 2']);
  expect(await profiles.delete('nobody')).toMatchObject({ ok: true });
});

test('a disk that does not take a profile is a failure with a reason', async () => {
  const database = await freshDatabase();
  const profiles = new Profiles(database);
  const form = { callback: () => undefined };
  expect(await profiles.save({ id: 'a', name: 'a', form })).toMatchObject({ ok: false, error: { reason: 'failed' } });
  database.close();
  expect(await profiles.delete('a')).toMatchObject({ ok: false, error: { reason: 'failed' } });
});

test('an endpoint is known by its origin and path, until it is forgotten', async () => {
  const database = await freshDatabase();
  const endpoints = new Endpoints(database);
  await endpoints.remember('http://host:1', '/socket.io/', { protocol: 'v4', parser: 'msgpack' });
  expect(await endpoints.recall('http://host:1', '/socket.io/')).toEqual({ protocol: 'v4', parser: 'msgpack' });
  expect(await endpoints.recall('http://host:1', '/chat/')).toBeUndefined();
  expect(await endpoints.recall('http://host:2', '/socket.io/')).toBeUndefined();
  await endpoints.forget('http://host:1', '/socket.io/');
  expect(await endpoints.recall('http://host:1', '/socket.io/')).toBeUndefined();
  database.close();
  expect(await endpoints.recall('http://host:1', '/socket.io/')).toBeUndefined();
});
