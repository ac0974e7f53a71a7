import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright/test';
import { expect, expectAccessibleInBoth, test } from './fixtures.ts';
import { OptionsDialog } from './options-dialog.ts';
import type { Sockscope } from './sockscope.ts';

const SECRET = 'sesame';

class Profiles {
  readonly menu: Locator;
  readonly #scope: Sockscope;

  constructor(scope: Sockscope) {
    this.#scope = scope;
    this.menu = scope.page.getByRole('dialog', { name: 'Profiles' });
  }

  async open(): Promise<void> {
    await this.#scope.button('Profiles').click();
    await expect(this.menu).toBeVisible();
  }

  async saveAs(name: string): Promise<void> {
    await this.menu.getByRole('textbox', { name: 'Profile name' }).fill(name);
    await this.menu.getByRole('button', { name: /^(Save|Replace)$/ }).click();
    await expect(this.item(name)).toBeVisible();
  }

  item(name: string): Locator {
    return this.menu.getByRole('listitem', { name, exact: true });
  }

  async act(name: string, action: 'Rename' | 'Duplicate' | 'Export' | 'Delete' | 'Undo'): Promise<void> {
    await this.item(name).getByRole('button', { name: action, exact: true }).click();
  }

  async pick(name: string): Promise<void> {
    await this.menu.getByRole('button', { name: `Use ${name}`, exact: true }).click();
    await expect(this.menu).toBeHidden();
  }

  get names(): Promise<readonly (string | null)[]> {
    return this.menu.getByRole('listitem').evaluateAll((items) => items.map((item) => item.getAttribute('aria-label')));
  }
}

async function fillWithSecrets(scope: Sockscope, url: string): Promise<void> {
  const dialog = new OptionsDialog(scope);
  await scope.url.fill(`${url}/members?key=${SECRET}`);
  await dialog.open();
  await dialog.set({
    texts: {
      Auth: `{"token": "${SECRET}"}`,
      Query: `{"room": "${SECRET}"}`,
      Headers: `{"Authorization": "Bearer ${SECRET}"}`,
      'WebSocket subprotocols': `bearer.${SECRET}`,
      Attempts: '3',
    },
    choices: { Transports: 'WebSocket only' },
  });
  await dialog.close();
}

async function downloaded(page: Page, act: () => Promise<void>): Promise<{ name: string; text: string }> {
  const downloading = page.waitForEvent('download');
  await act();
  const download = await downloading;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

test('a connection saved by name is there after a reload, secrets and all, and only fills the form', async ({
  practice,
  scope,
}) => {
  const profiles = new Profiles(scope);
  await fillWithSecrets(scope, practice.url);
  await profiles.open();
  await profiles.saveAs('Members');
  await scope.page.reload();
  await expect(scope.url).toHaveValue('');
  await profiles.open();
  await profiles.pick('Members');
  await expect(scope.url).toHaveValue(`${practice.url}/members?key=${SECRET}`);
  await expect(scope.status).toHaveText(/^disconnected/);
  const dialog = new OptionsDialog(scope);
  await dialog.open();
  await expect(dialog.text('Auth')).toHaveValue(`{"token": "${SECRET}"}`);
  await expect(dialog.text('Attempts')).toHaveValue('3');
  await dialog.set({ texts: { 'WebSocket subprotocols': '' } });
  await dialog.close();
  await expect(scope.sessions.getByRole('listitem')).toHaveCount(0);
  await scope.button('Connect').click();
  await scope.connected();
  await expect(scope.row('EVENT', 'welcome')).toBeVisible();
  const kept = await scope.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(kept).not.toContain(SECRET);
});

test('profiles are renamed, duplicated, replaced and deleted, and a deleted one comes back', async ({ scope }) => {
  const profiles = new Profiles(scope);
  await scope.url.fill('localhost:1');
  await profiles.open();
  await expect(profiles.menu).toContainText('picking one fills the form');
  await profiles.saveAs('b');
  await profiles.act('b', 'Duplicate');
  await expect.poll(() => profiles.names).toEqual(['b', 'b copy']);
  await profiles.act('b copy', 'Rename');
  const field = profiles.menu.getByRole('textbox', { name: 'New name of b copy' });
  await field.fill('b');
  await field.press('Enter');
  await expect(profiles.menu.getByRole('alert')).toContainText('“b” is taken');
  await profiles.act('b copy', 'Rename');
  await field.fill('a');
  await field.press('Enter');
  await expect.poll(() => profiles.names).toEqual(['a', 'b']);
  await expect(profiles.menu.getByRole('alert')).toHaveCount(0);
  await expect(profiles.item('a').getByRole('button', { name: 'Rename' })).toBeFocused();

  await profiles.act('a', 'Delete');
  await expect(profiles.item('a')).toContainText('Deleted “a”');
  await expect.poll(() => profiles.names).toEqual(['a', 'b']);
  await profiles.act('a', 'Undo');
  await expect(profiles.item('a')).not.toContainText('Deleted');

  await scope.page.keyboard.press('Escape');
  await scope.url.fill('localhost:2');
  await profiles.open();
  await profiles.menu.getByRole('textbox', { name: 'Profile name' }).fill('a');
  await profiles.menu.getByRole('button', { name: 'Replace' }).click();
  await expect(profiles.item('a')).toContainText('localhost:2');
  await expect(profiles.item('b')).toContainText('localhost:1');
  await profiles.act('b', 'Delete');
  await expect(profiles.item('b')).toContainText('Deleted');
  await scope.page.reload();
  await profiles.open();
  await expect.poll(() => profiles.names).toEqual(['a']);
});

test('a profile’s file has no secret in it, and is read again', async ({ practice, scope }) => {
  const profiles = new Profiles(scope);
  await fillWithSecrets(scope, practice.url);
  await profiles.open();
  await profiles.saveAs('Members, EU');
  const { name, text } = await downloaded(scope.page, () => profiles.act('Members, EU', 'Export'));
  expect(name).toBe('members-eu.sockscope.connection.json');
  expect(text).not.toContain(SECRET);
  expect(JSON.parse(text)).toMatchObject({
    name: 'Members, EU',
    connection: { url: `${practice.url}/members`, transports: 'websocket', reconnectionAttempts: '3' },
  });

  const choose = async (content: string): Promise<void> => {
    const file = { name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(content) };
    await scope.page.getByLabel('Import profile file').setInputFiles(file);
  };
  await choose('{"format": 1,}');
  await expect(profiles.menu.getByRole('alert')).toContainText('line 1, column 14');
  await choose(text);
  await expect(profiles.menu.getByRole('alert')).toHaveCount(0);
  await expect.poll(() => profiles.names).toEqual(['Members, EU', 'Members, EU copy']);
});

test('a copied link fills the form elsewhere, without secrets and without connecting', async ({
  context,
  practice,
  scope,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const profiles = new Profiles(scope);
  await fillWithSecrets(scope, practice.url);
  const dialog = new OptionsDialog(scope);
  await dialog.open();
  await dialog.set({ texts: { Path: '/my/' }, choices: { Protocol: 'Socket.IO v3/v4', Parser: 'MessagePack' } });
  await dialog.close();
  await profiles.open();
  await profiles.menu.getByRole('button', { name: 'Copy link' }).click();
  await expect(profiles.menu.getByRole('status', { name: 'Copying the link' })).toContainText('Copied');
  const link = await scope.page.evaluate(() => navigator.clipboard.readText());
  expect(link).not.toContain(SECRET);

  await scope.page.goto('about:blank');
  await scope.page.goto(link);
  await expect(scope.url).toHaveValue(`${practice.url}/members`);
  await dialog.open();
  await expect(dialog.text('Path')).toHaveValue('/my/');
  await expect(dialog.choice('Transports')).toHaveValue('websocket');
  await expect(dialog.choice('Protocol')).toHaveValue('v4');
  await expect(dialog.choice('Parser')).toHaveValue('msgpack');
  await expect(dialog.text('Headers')).toHaveValue('');
  await expect(dialog.text('Attempts')).toHaveValue('');
  await expect(scope.status).toHaveText(/^disconnected/);
});

test.describe('400 px', () => {
  test.use({ viewport: { width: 400, height: 800 } });

  test('the list of profiles holds to the axe rules', async ({ scope }) => {
    const profiles = new Profiles(scope);
    await scope.url.fill('localhost:1');
    await profiles.open();
    await expectAccessibleInBoth(scope.page, '[aria-label="Profiles"]');
    await profiles.saveAs('a');
    await profiles.saveAs('b');
    await profiles.saveAs('c');
    await profiles.act('b', 'Delete');
    await expect(profiles.item('b')).toContainText('Deleted');
    await profiles.act('c', 'Rename');
    await expectAccessibleInBoth(scope.page, '[role="dialog"][aria-label="Profiles"]');
  });
});
