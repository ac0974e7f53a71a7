import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import type { Message, Sockscope } from './sockscope.ts';

const SECRET = 'sesame-7';

/** As a file holds it. */
function said(word: string): object {
  return { name: word, event: word === 'join' ? word : 'echo', args: `["${word}", {{$seq}}]`, expectAck: true };
}

class Messages {
  readonly region: Locator;
  readonly #scope: Sockscope;
  readonly #page: Page;

  constructor(scope: Sockscope) {
    this.#scope = scope;
    this.#page = scope.page;
    this.region = this.#page.getByRole('region', { name: 'Messages', exact: true });
  }

  /** From the composer, into a folder that is made where there is none of that name. */
  async save(message: Message, folder?: string): Promise<void> {
    await this.#scope.compose(message);
    await this.#scope.composer.getByRole('button', { name: 'Save message' }).click();
    const dialog = this.#page.getByRole('dialog', { name: 'Save message' });
    const folders = dialog.getByRole('combobox', { name: 'Folder' });
    await expect(folders).toBeVisible();
    const isThere = folder === undefined || (await folders.locator('option', { hasText: folder }).count()) > 0;
    await folders.selectOption({ label: folder === undefined ? 'none' : isThere ? folder : 'New folder…' });
    if (folder !== undefined && !isThere) await dialog.getByRole('textbox', { name: 'Its name' }).fill(folder);
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  item(name: string): Locator {
    return this.region.getByRole('listitem', { name, exact: true });
  }

  async expectOrder(...names: readonly string[]): Promise<void> {
    const items = this.region.getByRole('listitem');
    await expect
      .poll(() => items.evaluateAll((all) => all.map((item) => item.getAttribute('aria-label'))))
      .toEqual(names);
  }

  async pickFrom(menu: Locator, act: string): Promise<void> {
    await menu.click();
    await this.#page.getByRole('menuitem', { name: act }).click();
  }

  async import(held: string | object): Promise<void> {
    const text =
      typeof held === 'string' ? held : JSON.stringify({ format: 'sockscope-messages', version: 1, ...held });
    const file = { name: 'team.messages.json', mimeType: 'application/json', buffer: Buffer.from(text) };
    await this.#page.getByLabel('Import messages file').setInputFiles(file);
  }
}

class Variables {
  readonly dialog: Locator;
  readonly #scope: Sockscope;

  constructor(scope: Sockscope) {
    this.#scope = scope;
    this.dialog = scope.page.getByRole('dialog', { name: 'Variables' });
  }

  async open(): Promise<void> {
    await this.#scope.composer.getByRole('button', { name: 'Variables' }).click();
    await expect(this.dialog).toBeVisible();
  }

  async add(place: number, name: string, value: string): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Add variable' }).click();
    await this.fill(`Name of variable ${place}`, name);
    await this.fill(`Value of ${name}`, value);
  }

  async fill(label: string, text: string): Promise<void> {
    const field = this.dialog.getByLabel(label);
    await field.fill(text);
    await field.blur();
  }

  async close(): Promise<void> {
    await this.#scope.page.keyboard.press('Escape');
    await expect(this.dialog).toBeHidden();
  }
}

test('messages are kept in folders, moved by key and pointer, deleted and brought back, and there after a reload', async ({
  scope,
}) => {
  const { page } = scope;
  const messages = new Messages(scope);
  await messages.import({
    messages: [said('hello')],
    folders: [
      { name: 'Chat', messages: [said('join')] },
      { name: 'Orders', messages: [said('order')] },
    ],
  });
  await messages.save({ event: 'leave', args: '[]' }, 'Chat');
  await messages.expectOrder('hello', 'Chat', 'join', 'leave', 'Orders', 'order');

  await messages.item('leave').getByRole('button').first().focus();
  await page.keyboard.press('Alt+ArrowUp');
  await messages.expectOrder('hello', 'Chat', 'leave', 'join', 'Orders', 'order');
  await expect(messages.item('leave').getByRole('button').first()).toBeFocused();
  await messages.item('hello').dragTo(messages.item('Orders'));
  await messages.expectOrder('Chat', 'leave', 'join', 'Orders', 'order', 'hello');

  await messages.item('join').getByRole('button').first().press('Delete');
  await expect(messages.item('join').getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(messages.item('join').getByRole('button', { name: 'join /' })).toBeFocused();
  await page.keyboard.press('F2');
  await page.keyboard.type('enter the room');
  await page.keyboard.press('Enter');
  await messages.item('enter the room').getByRole('button').first().press('Enter');
  await expect(scope.composer.getByRole('combobox', { name: 'Event' })).toHaveValue('join');
  await expectAccessible(page, '[aria-label="Messages"]');

  await page.reload();
  await messages.expectOrder('Chat', 'leave', 'enter the room', 'Orders', 'order', 'hello');
});

test('messages go to a file without the values of variables, and come back merged; a bad file is refused with its places', async ({
  scope,
}) => {
  const { page } = scope;
  const messages = new Messages(scope);
  const variables = new Variables(scope);
  await variables.open();
  await variables.add(1, 'key', SECRET);
  await variables.dialog.getByRole('checkbox', { name: 'Secret' }).check();
  await variables.close();
  await messages.save({ event: 'login', args: '["{{key}}"]' }, 'Chat');
  const menu = messages.region.getByRole('button', { name: 'Import and export messages' });
  const download = page.waitForEvent('download');
  await messages.pickFrom(menu, 'Export all');
  const text = await readFile(await (await download).path(), 'utf8');
  expect(text).toContain('{{key}}');
  expect(text).not.toContain(SECRET);

  await messages.import(text);
  await expect(messages.region.getByRole('status')).toHaveText('Imported 0 messages; 1 message was there already.');
  await messages.import(text.replace('"login"', '"log in"'));
  await messages.expectOrder('Chat', 'login', 'log in');
  await messages.import(text.replace('"nsp": "/"', '"nsp": 7'));
  await expect(messages.region.getByRole('alert')).toContainText(
    /Line \d+, column \d+: “folders\[0\]\.messages\[0\]\.nsp” should be text\./,
  );
});

test('variables of an environment, secrets and captures fill what is sent; the preview masks what is secret', async ({
  practice,
  scope,
}) => {
  const { page } = scope;
  const messages = new Messages(scope);
  const variables = new Variables(scope);
  await scope.connect(practice.url);
  await scope.connected();
  await variables.open();
  await variables.dialog.getByRole('button', { name: 'New environment' }).click();
  await page.keyboard.type('Staging');
  await page.keyboard.press('Enter');
  await variables.add(1, 'key', SECRET);
  await variables.dialog.getByRole('checkbox', { name: 'Secret' }).check();
  const value = variables.dialog.getByLabel('Value of key');
  await expect(value).toHaveAttribute('type', 'password');
  await variables.dialog.getByRole('button', { name: 'Show key while held' }).focus();
  await page.keyboard.down('Space');
  await expect(value).toHaveAttribute('type', 'text');
  await page.keyboard.up('Space');
  await expect(value).toHaveAttribute('type', 'password');
  await variables.dialog.getByRole('button', { name: 'Add capture' }).click();
  await variables.fill('Name of capture 1', 'said');
  await variables.fill('Event of said', 'echo');
  await variables.fill('Path of said', '[0].n');
  await expectAccessible(page, 'dialog[open]');
  await variables.close();

  await messages.save({ event: 'echo', args: '[{"key":"{{key}}","n":{{$seq}}}]', ack: true });
  await expect(scope.composer).toContainText('••••');
  await expect(scope.composer).not.toContainText(SECRET);
  await messages.item('echo').hover();
  await messages.item('echo').getByRole('button', { name: 'Emit now' }).click();
  await expect(scope.row('ACK', 'echo')).toContainText(`{"key":"${SECRET}","n":1}`);
  await scope.compose({ event: 'echo', args: '["{{said}}", {{said}}, "\\{{said}}"]' });
  await expect(scope.composer).toContainText('["echo","1",1,"{{said}}"]');
  await scope.compose({ event: 'echo', args: '["{{nobody}}"]' });
  await expect(scope.composer.getByRole('alert')).toContainText('line 1, column 3');
});

test('a folder is run in its order from the Replay tab, each message with draws of its own', async ({
  practice,
  scope,
}) => {
  const messages = new Messages(scope);
  await messages.import({ folders: [{ name: 'Flow', messages: [said('first'), said('second'), said('third')] }] });
  await scope.connect(practice.url);
  await scope.connected();
  await messages.item('Flow').hover();
  await messages.item('Flow').getByRole('button', { name: 'Run in order' }).click();
  const replay = scope.page.getByRole('region', { name: 'Replay' });
  await replay.getByRole('button', { name: 'Play' }).click();
  await expect(replay.getByRole('status', { name: 'Replay progress' })).toContainText('3 of 3 sent');
  for (const [i, word] of ['first', 'second', 'third'].entries())
    await expect(scope.rows.filter({ hasText: 'EVENT' }).filter({ hasText: `"${word}",${i + 1}` })).toBeVisible();
});
