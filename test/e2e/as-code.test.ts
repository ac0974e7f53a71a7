import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, test } from './fixtures.ts';

test('what was sent becomes a program, of rows or of a whole session', async ({ practice, scope }) => {
  const { page } = scope;
  await scope.connect(practice.url, { transports: 'WebSocket only' });
  await scope.connected();
  await scope.emit({ event: 'echo', args: '["one",{"a":true}]', ack: true });
  await scope.emit({ event: 'echo', args: '[{"$binary":"AQID"}]', ack: true });
  await expect(scope.row('BINARY_ACK')).toBeVisible();

  await scope.row('sent', 'BINARY_EVENT').click();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'As code…' }).click();
  const dialog = page.getByRole('dialog', { name: 'As code' });
  const code = dialog.getByRole('tabpanel', { name: 'Code' });
  await expect(code).toContainText("ask(root, 'echo', Buffer.from('AQID', 'base64'))");
  await expect(code).not.toContainText("'one'");
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command' }).fill('Session as code');
  await page.keyboard.press('Enter');
  await expect(code).toContainText(
    "await check('1 echo', ask(root, 'echo', 'one', { a: true }), ['one', { a: true }]);",
  );
  await dialog.getByRole('checkbox', { name: 'Compare answers' }).uncheck();
  await expect(code).toContainText("await show('1 echo', ask(root, 'echo', 'one', { a: true }));");
  await dialog.getByRole('tab', { name: 'Node' }).press('End');
  await expect(code).toContainText('post \'420["echo","one",{"a":true}]\'');
  await dialog.getByRole('tab', { name: 'Python' }).click();
  await expect(code).toContainText("await ask('/', 'echo', b64decode('AQID'))");
  await expectAccessible(page, 'dialog[open]');
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.py$/);
  expect(await readFile(await download.path(), 'utf8')).toContain("await ask('/', 'echo', 'one', {'a': True})");
});

test('events and their shapes are learned, and fill the composer and types', async ({ server, scope }) => {
  const { page } = scope;
  const { io, url } = await server();
  io.on('connection', (socket) => {
    socket.on('pay', (_: unknown, ack: (answer: unknown) => void) => ack({ ok: true }));
    for (let n = 0; n < 25; n++) socket.emit('tick', { n });
    socket.emit('tick', { n: 'many' });
  });
  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
  await scope.emit({ event: 'pay', args: '[{"total":12}]', ack: true });
  const events = page.getByRole('region', { name: 'Events', exact: true });
  await expect(events).toContainText('2 events · 1 changed shape');
  await events.getByRole('button', { name: 'Events' }).click();
  await events.getByRole('button', { name: 'Shape of tick, received' }).click();
  await expect(events.getByRole('table', { name: 'Arguments of tick' })).toContainText('number | string');
  await expect(events).toContainText('[0].n was number 25 times, now string');
  await events.getByRole('button', { name: 'Shape of pay, sent' }).click();
  await expect(events.getByRole('table', { name: 'Answers to pay' })).toContainText('boolean');
  await expectAccessible(page, '[aria-label="Events"]');

  await scope.composer.getByRole('combobox', { name: 'Event' }).fill('other');
  await events.getByRole('button', { name: 'Compose' }).click();
  await expect(scope.composer.getByRole('combobox', { name: 'Event' })).toHaveValue('pay');
  const downloading = page.waitForEvent('download');
  await events.getByRole('button', { name: 'Export types' }).click();
  const types = await readFile(await (await downloading).path(), 'utf8');
  expect(types).toContain('tick: (value: { n: string | number }) => void;');
  expect(types).toContain('pay: (value: { total: number }, ack: (value: { ok: boolean }) => void) => void;');
});
