import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright/test';
import type { Server } from 'socket.io';
import { expect, expectAccessible, expectAccessibleInBoth, test } from './fixtures.ts';
import type { ShownRow, Sockscope } from './sockscope.ts';

const SAMPLE = new URL('../samples/v1-basic.sockscope.ndjson', import.meta.url);
const TOKEN = 'tok_9f8a7b6c5d4e3f2a1b';
const MAIL = 'kim@customer.example';
const CARD = '4111 1111 1111 1111';
const PEER = '203.0.113.57';
const ORDER = 'ORDER-77812-XK';
const SECRETS = [TOKEN, MAIL, CARD, PEER];
const SAID = [{ user: MAIL, pan: CARD, order: ORDER }, { peer: PEER }];

/** Says everything back. */
function echoing(io: Server): void {
  io.on('connection', (socket) => {
    socket.onAny((_event, ...args) => {
      const answer: unknown = args.pop();
      if (typeof answer === 'function') answer(...args);
    });
  });
}

/** A session that is full of secrets; it is over then. */
async function record(scope: Sockscope, url: string): Promise<Locator> {
  await scope.connect(url, { transports: 'WebSocket only', auth: JSON.stringify({ token: TOKEN }) });
  await scope.connected();
  await scope.emit({ event: 'login', args: JSON.stringify(SAID), ack: true });
  await expect(scope.row('ACK')).toBeVisible();
  await scope.disconnect();
  await expect(scope.row('closed')).toBeVisible();
  return scope.session(/./).first();
}

/** The dialog, once it knows what it would replace. */
async function previewed(scope: Sockscope, session: Locator): Promise<Locator> {
  await scope.sessionAction(session, 'Export');
  await expect(scope.exporting.getByRole('status', { name: 'Secrets found' })).toContainText(/\d+ replacements? of/);
  return scope.exporting;
}

function secretRow(dialog: Locator, value: string): Locator {
  return dialog.getByRole('table', { name: 'Secrets' }).getByRole('row').filter({ hasText: value });
}

function checkOf(dialog: Locator, value: string): Locator {
  return secretRow(dialog, value).getByRole('checkbox');
}

const shapeOf = ({ direction, kind, nsp, event, via, part }: ShownRow) => [direction, kind, nsp, event, via, part];

test('what is saved redacted holds none of the secrets, and opens again with the same rows', async ({
  server,
  scope,
}) => {
  const { io, url } = await server();
  echoing(io);
  const session = await record(scope, url);
  const before = await scope.allRows();
  const dialog = await previewed(scope, session);
  for (const secret of SECRETS) await expect(checkOf(dialog, secret)).toBeChecked();
  await secretRow(dialog, MAIL).getByRole('button').click();
  const written = dialog.getByRole('group', { name: 'The entry before and after' });
  await expect(written.getByText(MAIL)).toHaveCount(1);
  await dialog.getByRole('checkbox', { name: 'Compress' }).uncheck();
  const { name, bytes } = await scope.saveExport();
  const text = bytes.toString();
  for (const secret of SECRETS) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(Buffer.from(secret).toString('base64').slice(0, -4));
    expect(text).not.toContain(encodeURIComponent(secret));
  }
  await expect(scope.page.getByLabel('Notice')).toContainText(/Checked: none of the \d+ secrets is left/);
  await scope.import(name, bytes);
  await expect(scope.sessions.getByRole('listitem')).toHaveCount(2);
  expect((await scope.allRows()).map(shapeOf)).toEqual(before.map(shapeOf));
});

test('a secret that is let stand stands in the file, and a rule names what only a person knows', async ({
  server,
  scope,
}) => {
  const { io, url } = await server();
  echoing(io);
  const session = await record(scope, url);
  const dialog = await previewed(scope, session);
  await checkOf(dialog, MAIL).uncheck();
  await dialog.getByRole('button', { name: 'Add rule' }).click();
  const form = dialog.getByRole('form', { name: 'Rule' });
  await expect(form.getByRole('combobox', { name: 'Rule by' })).toBeFocused();
  await scope.page.keyboard.press('Escape');
  await expect(form).toHaveCount(0);
  await scope.page.keyboard.press('Enter');
  await form.getByRole('textbox', { name: 'Path', exact: true }).fill('[0].');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(form.getByRole('alert')).toContainText('at 4');
  await form.getByRole('textbox', { name: 'Path', exact: true }).fill('[0].order');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(checkOf(dialog, ORDER)).toBeChecked();
  await expect(dialog.getByRole('list', { name: 'Rules' })).toContainText(/\d+ hits?/);
  await expect(checkOf(dialog, MAIL)).not.toBeChecked();
  await dialog.getByRole('checkbox', { name: 'Compress' }).uncheck();
  const text = (await scope.saveExport()).bytes.toString();
  expect(text).toContain(MAIL);
  for (const secret of [TOKEN, ORDER]) expect(text).not.toContain(secret);

  // The rule is kept for all sessions; what was let stand was so for one export.
  await scope.page.reload();
  const again = await previewed(scope, session);
  await expect(checkOf(again, ORDER)).toBeChecked();
  await expect(checkOf(again, MAIL)).toBeChecked();
});

test('cover note, report and environment come back with the file', async ({ server, scope }) => {
  const { page } = scope;
  const { io, url } = await server();
  io.on('connection', (socket) => socket.on('bye', () => socket.disconnect()));
  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
  await scope.emit({ event: 'bye' });
  await expect(scope.status).toHaveText(/^disconnected/);
  const session = scope.session(/./).first();
  await scope.sessionAction(session, 'Export');
  await scope.exporting.getByRole('textbox', { name: 'What happened' }).fill('It ends by itself.');
  const { name, bytes } = await scope.saveExport();
  await scope.rename(session, 'Of the customer');
  await scope.import(name, bytes);
  await page.getByTitle(/^About this session/).click();
  const dialog = page.getByRole('dialog', { name: 'About this session' });
  await expect(dialog.getByRole('textbox', { name: 'What happened' })).toHaveValue('It ends by itself.');
  await expect(dialog.getByRole('region', { name: 'Recorded in' })).toContainText('Time zone');
  await expect(dialog.getByRole('region', { name: 'The file’s report' })).toContainText(/The server .*/);
  await expect(dialog.getByRole('region', { name: 'Examined here' })).toContainText(/The server .*/);
  await dialog.getByRole('combobox', { name: 'New tag' }).fill('ticket-1');
  await dialog.getByRole('button', { name: 'Add tag' }).click();
  await expect(dialog.getByRole('list', { name: 'Tags' })).toHaveText(/ticket-1/);
});

test('the dialogs hold to the axe rules', async ({ scope }) => {
  await scope.import('v1-basic.sockscope.ndjson', await readFile(SAMPLE));
  const dialog = await previewed(scope, scope.session(/./).first());
  await dialog.getByRole('button', { name: 'Add rule' }).click();
  await expectAccessibleInBoth(scope.page, 'dialog');
  await dialog.getByRole('button', { name: 'Cancel', exact: true }).click();
  await scope.page.getByTitle(/^About this session/).click();
  await expect(scope.page.getByRole('region', { name: 'Recorded in' })).toBeVisible();
  // Its colours are those of the first.
  await expectAccessible(scope.page, 'dialog');
});
