import { expect, expectAccessibleInBoth, test } from './fixtures.ts';
import { OptionsDialog } from './options-dialog.ts';

test('what is wrong in a field is said beside it as it is typed', async ({ scope }) => {
  const dialog = new OptionsDialog(scope);
  await scope.url.fill('localhost:3000');
  await dialog.open();
  const wrong = [
    ['Auth', '{"token":\n "a",}', 'Auth, line 2, column 6: “}” cannot stand here in JSON.'],
    ['Query', '{"a": []}', 'Query, line 1, column 7: “a” must be text, a number, true or false.'],
    ['Headers', '{"Cookie": "a=b"}', '“Cookie” cannot be set by a page; turn on “Use relay” to send it.'],
    ['Namespaces', '/a b', 'Namespaces: “/a b” has a space'],
    ['Jitter', '2', 'Jitter: “2” is not a number'],
    ['WebSocket subprotocols', 'a, a', 'number 2 stands there twice'],
  ] as const;
  for (const [name, typed, said] of wrong) {
    const field = dialog.text(name);
    await expect(field).toHaveAttribute('aria-invalid', 'false');
    await field.fill(typed);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(new RegExp(said.replace(/[{}()[\]/.?]/g, '\\$&')));
    await field.fill('');
    await expect(field).toHaveAttribute('aria-invalid', 'false');
  }
});

test('what will not be sent is said, and stops nobody', async ({ practice, scope }) => {
  const dialog = new OptionsDialog(scope);
  await scope.url.fill(practice.url);
  await dialog.open();
  await dialog.set({ texts: { Headers: '{"X-A": "b"}' }, choices: { Transports: 'WebSocket only' } });
  await expect(dialog.text('Headers')).toHaveAccessibleDescription(/^Note: Not sent/);
  await dialog.set({ switches: { 'Use relay': true } });
  await expect(dialog.text('Headers')).not.toHaveAccessibleDescription(/Not sent/);
  await dialog.set({ switches: { 'Use relay': false } });
  await dialog.close();
  await scope.button('Connect').click();
  await scope.connected();
});

test('a field that the protocol does not have says so and cannot be filled', async ({ scope }) => {
  const dialog = new OptionsDialog(scope);
  await dialog.open();
  await dialog.set({ choices: { Protocol: 'Socket.IO v1/v2' } });
  await expect(dialog.text('Auth')).toBeDisabled();
  await expect(dialog.text('Auth')).toHaveAccessibleDescription('Socket.IO v1/v2 has no auth; use Query.');
  await expect(dialog.choice('Transports').getByRole('option', { name: /^WebTransport/ })).toBeDisabled();
  await expect(dialog.text('Path')).toHaveValue('/socket.io/');
  await dialog.set({ choices: { Protocol: 'Engine.IO v4' } });
  await expect(dialog.text('Namespaces')).toBeDisabled();
  await expect(dialog.choice('Parser')).toBeDisabled();
  await expect(dialog.text('Path')).toHaveValue('/engine.io/');
  await dialog.set({ texts: { Path: '/mine/' }, choices: { Protocol: 'Auto' } });
  await expect(dialog.text('Path')).toHaveValue('/mine/');
  await expect(dialog.text('Auth')).toBeEnabled();
});

test('Connect brings up what is wrong, also out of a fold', async ({ scope }) => {
  const dialog = new OptionsDialog(scope);
  await scope.url.fill('localhost:3000');
  await dialog.open();
  await dialog.set({ texts: { Jitter: '2' } });
  for (const fold of await dialog.element.locator('summary').all()) await fold.click();
  await expect(dialog.text('Jitter')).toBeHidden();
  await expect(dialog.element.getByText('1 wrong · 1 of 7 changed')).toBeVisible();
  await dialog.close();
  await scope.button('Connect').click();
  await expect(dialog.text('Jitter')).toBeFocused();
  await expect(scope.status).toHaveText(/^disconnected/);
  await scope.page.keyboard.press('ControlOrMeta+a');
  await scope.page.keyboard.insertText('0.2');
  await expect(dialog.text('Jitter')).toBeFocused();
  await dialog.element.getByRole('button', { name: 'Defaults' }).click();
  await expect(dialog.text('Jitter')).toHaveValue('0.5');
  await expect(scope.url).toHaveValue('localhost:3000');
});

test('the summary says path, protocol, namespaces and what else differs', async ({ practice, scope }) => {
  const summary = scope.page.locator('#url-summary');
  const dialog = new OptionsDialog(scope);
  await scope.url.fill(practice.url);
  await expect(summary).toHaveText('/socket.io/ · auto · /');
  await dialog.open();
  await dialog.set({ texts: { Namespaces: '/, /chat', Retries: '3' }, switches: { 'Use relay': true } });
  await expect(summary).toHaveText('/socket.io/ · auto · /, /chat · relay · 1 option');
  await dialog.element.getByRole('button', { name: 'Defaults' }).click();
  await dialog.close();
  await scope.button('Connect').click();
  await scope.connected();
  await expect(summary).toHaveText('/socket.io/ · v4 · /');
});

test('the dialog opens, is filled and closes by keyboard', async ({ scope }) => {
  const { keyboard } = scope.page;
  const dialog = new OptionsDialog(scope);
  await scope.button('Connection options').focus();
  await keyboard.press('Enter');
  await expect(dialog.text('Path')).toBeVisible();
  await keyboard.press('Tab');
  await expect(dialog.text('Path')).toBeFocused();
  await dialog.switch('Use relay').focus();
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(dialog.switch('Upgrade')).toBeVisible();
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await expect(dialog.switch('Upgrade')).not.toBeChecked();
  await keyboard.press('Escape');
  await expect(dialog.element).toBeHidden();
  await expect(scope.button('Connection options')).toBeFocused();
});

for (const width of [1280, 400]) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 800 } });

    test(`every option, right, wrong and unused, holds to the axe rules, ${width} px`, async ({ scope }) => {
      const dialog = new OptionsDialog(scope);
      await scope.url.fill('localhost:3000');
      await dialog.open();
      await dialog.set({
        texts: { Query: '{', Headers: '{"X-A": "b"}', Jitter: '2' },
        choices: { Protocol: 'Socket.IO v1/v2', Transports: 'WebSocket only' },
      });
      await expectAccessibleInBoth(scope.page, '[aria-label="Connection options"]');
      const sideways = await dialog.element.evaluate((element) =>
        [element, ...element.querySelectorAll('*')]
          .filter((part) => !part.matches('textarea, input, select'))
          .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth)
          .map(({ className }) => className),
      );
      expect(sideways).toEqual([]);
    });
  });
}
