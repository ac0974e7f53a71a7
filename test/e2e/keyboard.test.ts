import { expect, test } from './fixtures.ts';

test('connecting, filtering, reading, saying again: all by keyboard', async ({ practice, scope }) => {
  const { page } = scope;
  const { keyboard } = page;
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await keyboard.press(key);
  };
  await press('Control+l');
  await expect(scope.url).toBeFocused();
  await keyboard.insertText(practice.url);
  await press('Enter');
  await scope.connected();
  await press('Control+l', 'F6');
  await expect(page.getByRole('region', { name: 'Sessions', exact: true }).locator(':focus')).toBeVisible();

  const event = scope.composer.getByRole('combobox', { name: 'Event' });
  await press('Control+j');
  await expect(scope.composer).toBeHidden();
  await press('Control+j');
  await expect(scope.composer.locator(':focus')).toBeVisible();
  await event.focus();
  await press('Control+a');
  await keyboard.insertText('echo');
  await press('Control+Enter');
  await expect(scope.row('received', 'ACK')).toBeVisible();

  await scope.grid.focus();
  await press('/');
  await expect(scope.filter).toBeFocused();
  await keyboard.insertText('event:echo');
  await expect(scope.counts).toContainText('· 2 shown');
  await press('Escape');
  await expect(scope.grid).toBeFocused();

  await press('Home', 'ArrowDown', 'ArrowUp');
  await expect(scope.row('sent', 'EVENT')).toHaveAttribute('aria-selected', 'true');
  const active = await scope.grid.getAttribute('aria-activedescendant');
  await expect(page.locator(`[id="${active}"]`)).toHaveAttribute('aria-selected', 'true');
  for (const [key, tab] of [
    ['2', 'Packet'],
    ['3', 'Bytes'],
    ['4', 'Explain'],
    ['1', 'Message'],
  ] as const) {
    await press(key);
    await expect(scope.detailsTab(tab)).toHaveAttribute('aria-selected', 'true');
  }
  await press('p');
  await expect(scope.row('received', 'ACK')).toHaveAttribute('aria-selected', 'true');
  await press('p', 'r');
  await expect(scope.counts).toContainText('· 4 shown');

  await press('Enter');
  await expect(scope.details.locator(':focus')).toBeVisible();
  await scope.detailsTab('Message').focus();
  await press('ArrowRight');
  await expect(scope.detailsTab('Packet')).toBeFocused();
  await expect(scope.detailsTab('Packet')).toHaveAttribute('aria-selected', 'true');
  await press('End');
  await expect(scope.detailsTab('Explain')).toBeFocused();

  await scope.grid.focus();
  await press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys).toBeVisible();
  await press('Escape');
  await expect(keys).toHaveCount(0);
  await expect(scope.grid).toBeFocused();
  await press('f');
  await expect(scope.follow).toHaveAttribute('aria-pressed', 'true');
});

test('Tab reaches every control of the first screen, and each shows that it has the focus', async ({ scope }) => {
  const { page } = scope;
  const seen = new Set<string>();
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return undefined;
      const { outlineStyle, boxShadow, borderColor } = getComputedStyle(element);
      const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
      return { name, isPlain: outlineStyle === 'none' && boxShadow === 'none' && borderColor === '' };
    });
    if (!focus) break;
    expect(focus.isPlain, focus.name).toBe(false);
    seen.add(focus.name);
  }
  for (const name of ['Server URL', 'Connection options', 'Connect', 'Keys', 'Import', 'Event', 'Arguments'])
    expect([...seen]).toContain(name);
});

test('Esc closes what lies over the page, and the focus goes back to where it came from', async ({
  practice,
  scope,
}) => {
  const { page } = scope;
  const options = scope.button('Connection options');
  await options.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Connection options' });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(options).toBeFocused();

  await scope.connect(practice.url, { transports: 'WebSocket only' });
  await scope.connected();
  const exporting = scope.session(/./).first().getByRole('button', { name: 'Export' });
  await exporting.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Export' })).toHaveCount(0);
  await expect(exporting).toBeFocused();

  const rename = scope.session(/./).first().getByRole('button', { name: 'Rename' });
  await rename.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('Never said');
  await page.keyboard.press('Escape');
  await expect(scope.session('Never said')).toHaveCount(0);
  await expect(rename).toBeFocused();
});
