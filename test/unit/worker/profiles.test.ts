import { beforeAll, expect, test } from 'vitest';
import { EMPTY_FORM } from '../../../src/capture/connect-options.ts';
import type { Database } from '../../../src/storage/database.ts';
import type { Profile } from '../../../src/worker/remote.ts';
import { Workbench } from '../../../src/worker/workbench.ts';
import { freshDatabase } from '../storage/open.ts';
import { stubNavigator } from './browser.ts';
import { stage } from './stage.ts';
import { until } from './until.ts';

beforeAll(stubNavigator);

/** A tab, and the profiles that it was told last. */
async function tab(database: Database) {
  const workbench = new Workbench(database, stage(database).surroundings);
  const told: { profiles: readonly Profile[] | undefined } = { profiles: undefined };
  await workbench.attach({
    onsession: () => undefined,
    onshelf: () => undefined,
    onprofiles: (profiles) => void (told.profiles = profiles),
    onreplay: () => undefined,
    onproblem: () => undefined,
  });
  await until(() => told.profiles !== undefined);
  return { workbench, names: () => told.profiles?.map(({ name }) => name), profiles: () => told.profiles };
}

const STAGING: Profile = {
  id: '0198c0de-7a11-7cc0-8f00-00000000beef',
  name: 'Staging',
  form: { ...EMPTY_FORM, url: 'https://staging.example.org', auth: '{"token":"kept"}', withCredentials: true },
};
const ok = { ok: true, value: undefined };

test('a profile is told to every tab, and is there with its secrets after a reload', async () => {
  const database = await freshDatabase();
  const [here, there] = [await tab(database), await tab(database)];
  expect(here.profiles()).toEqual([]);
  expect(await here.workbench.saveProfile(STAGING)).toEqual(ok);
  await until(() => there.names()?.length === 1 && here.names()?.length === 1);
  expect(there.profiles()).toEqual([STAGING]);
  expect((await tab(database)).profiles()).toEqual([STAGING]);
});

test('a profile saved with the same id is renamed, a deleted one is gone, in every tab', async () => {
  const database = await freshDatabase();
  const [here, there] = [await tab(database), await tab(database)];
  await here.workbench.saveProfile(STAGING);
  await there.workbench.saveProfile({ ...STAGING, name: '  Checkout ' });
  await until(() => here.names()?.[0] === 'Checkout');
  expect(here.names()).toEqual(['Checkout']);
  await here.workbench.deleteProfile(STAGING.id);
  await until(() => there.names()?.length === 0);
});

test('a profile needs a name', async () => {
  const { workbench } = await tab(await freshDatabase());
  expect(await workbench.saveProfile({ ...STAGING, name: ' ' })).toEqual({
    ok: false,
    error: 'A profile needs a name.',
  });
});

test('what an older version of the form did not have gets its default', async () => {
  const database = await freshDatabase();
  await database.put('profiles', { id: 'a', name: 'Old', form: { url: 'host', timeoutMs: 500, unheard: 'x' } });
  expect((await tab(database)).profiles()).toEqual([{ id: 'a', name: 'Old', form: { ...EMPTY_FORM, url: 'host' } }]);
});
