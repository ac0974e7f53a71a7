import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Page } from 'playwright/test';
import { Server } from 'socket.io';
import messagePack from 'socket.io-msgpack-parser';
import openServer2 from 'socket.io-v2';
import { listenOnFreePort } from '../../src/practice/listen.ts';
import { readArguments } from '../../src/protocol/socketio/binary-json.ts';
import { expect, expectAccessible, test } from './fixtures.ts';

test.use({ viewport: { width: 1280, height: 1600 } });

const BYTES = `{"$binary":"${Buffer.from(Array.from({ length: 256 }, (_, i) => i)).toString('base64')}"}`;
const MIXED = `[null, true, [-1, 0, 1.5e-7, 9007199254740991, 4294967296], "ünïcödé 🧦 \\u0000\\u2028", "", {},
  ${BYTES}, {"a": {"b": [{"c": {"d": [${BYTES}, {"$binary": ""}]}}]}, "": "empty key"}, "[1,2]", false]`;

type Hearing = { readonly url: string; readonly heard: unknown[][]; close(): Promise<void> };

type AnySocket = { on(event: string, listener: (...args: unknown[]) => void): void };

/** A server of a generation that keeps what `said` says. */
async function hearing(generation: 'v4' | 'v2' | 'msgpack'): Promise<Hearing> {
  const heard: unknown[][] = [];
  const http = createServer();
  const cors = { origin: true, credentials: true };
  const io: unknown =
    generation === 'v2'
      ? openServer2(http, { origins: '*:*' })
      : new Server(http, { cors, ...(generation === 'msgpack' ? { parser: messagePack } : {}) });
  (io as { on(event: string, listener: (socket: AnySocket) => void): void }).on('connection', (socket) => {
    socket.on('said', (...args) => heard.push(args));
  });
  const port = await listenOnFreePort(http, 0, '127.0.0.1');
  const close = async (): Promise<void> => {
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, heard, close };
}

/** Bytes as such, of whatever class the server makes them. */
function asPlain(value: unknown): unknown {
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  if (Array.isArray(value)) return value.map(asPlain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([key, field]) => [key, asPlain(field)]);
}

for (const generation of ['v4', 'v2', 'msgpack'] as const) {
  test(`arguments of every kind reach a server as they were typed, by both transports: ${generation}`, async ({
    scope,
  }) => {
    const { url, heard, close } = await hearing(generation);
    for (const transports of ['WebSocket only', 'Polling only'] as const) {
      await scope.connect(url, { transports });
      await scope.connected();
      await scope.emit({ event: 'said', args: MIXED });
      await expect.poll(() => heard.length).toBe(1);
      const typed = readArguments(MIXED);
      assert.deepStrictEqual(asPlain(heard.pop()), asPlain(typed.ok && typed.value));
      await scope.disconnect();
    }
    await close();
  });
}

test('what would fail is told before it is sent, and sent when insisted on', async ({ server, scope }) => {
  const { io, url } = await server({ maxHttpBufferSize: 2000 });
  const heard: unknown[] = [];
  io.on('connection', (socket) => socket.onAny((event: string) => heard.push(event)));
  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
  const alert = scope.composer.getByRole('alert');
  const anyway = scope.composer.getByRole('button', { name: 'Emit anyway' });

  const eleven = `[${Array.from({ length: 11 }, () => '{"$binary":"AQ=="}').join()}]`;
  await scope.emit({ event: 'eleven', args: eleven });
  await expect(alert).toHaveText(/11 attachments, and servers take 10.*once more/);
  await expect(anyway).toBeVisible();
  await scope.emit({ event: 'connect', args: '[]' });
  await expect(alert).toHaveText(/connect is reserved/);
  await scope.emit({ event: 'digits', args: '[12345678901234567890]' });
  await expect(scope.composer).toContainText('line 1, column 2: 12345678901234567890 arrives as 12345678901234567000');
  await expect.poll(() => heard).toEqual(['digits']);

  await scope.emit({ event: 'large', args: `["${'x'.repeat(2000)}"]` });
  await expect(alert).toHaveText(/2.01 kB in one message, and the server takes 2 kB/);
  await expect(scope.rows.filter({ hasText: 'large' })).toHaveCount(0);
  await anyway.click();
  await expect(scope.row('sent', 'EVENT', 'large')).toBeVisible();
  await expect(scope.row('client', 'close')).toBeVisible();
  expect(heard).toEqual(['digits']);
});

test('one draft: as fields and as JSON, from the history, from a row, over a reload', async ({ server, scope }) => {
  const { io, url } = await server();
  const heard: unknown[][] = [];
  io.on('connection', (socket) => socket.onAny((...said: unknown[]) => heard.push(said)));
  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
  const { composer, page } = scope;
  const args = composer.getByRole('textbox', { name: 'Arguments', exact: true });
  const event = composer.getByRole('combobox', { name: 'Event' });
  await scope.emit({ event: 'first', args: '["a", {"$binary":"AQID"}]' });

  await composer.getByRole('button', { name: 'Fields' }).click();
  await expect(composer.getByRole('textbox', { name: 'Argument 2' })).toHaveValue('01 02 03');
  await expectAccessible(page, '[data-pane="emit"]');
  await composer.getByRole('textbox', { name: 'Argument 2' }).fill('ff 00');
  await composer.getByRole('textbox', { name: 'Argument 2' }).press('Alt+ArrowUp');
  await dropFile(page, composer.getByRole('group', { name: 'Arguments, one a field' }), 'dropped');
  await event.fill('second');
  await event.press('Control+Enter');
  await expect.poll(() => heard.length).toBe(2);
  expect(heard[1]).toEqual(['second', Buffer.from([255, 0]), 'a', Buffer.from('dropped')]);

  await page.reload();
  await expect(event).toHaveValue('second');
  await expect(args).toHaveText('[{"$binary":"/wA="}, "a", {"$binary":"ZHJvcHBlZA=="}]');
  await event.fill('');
  await event.press('ArrowUp');
  await event.press('ArrowUp');
  await expect(event).toHaveValue('first');
  await composer.getByRole('button', { name: 'History' }).click();
  const history = page.getByRole('dialog', { name: 'History' });
  await history.getByRole('searchbox').fill('second');
  // In there Enter is not the form's, which would say that nothing is connected.
  await history.getByRole('searchbox').press('Enter');
  await expect(composer.getByRole('alert')).toHaveCount(0);
  await history.getByRole('button', { name: /^second/ }).click();
  await expect(event).toHaveValue('second');
  await expect(args).toHaveText(/^\[\{"\$binary":"\/wA="\}/);

  await scope.sessionAction(scope.session(/./).first(), 'Open');
  await scope.select(scope.row('sent', 'BINARY_EVENT', 'first'));
  await scope.button('What can be done with this row').click();
  await page.getByRole('menuitem', { name: 'Edit and emit' }).click();
  await expect(args).toBeFocused();
  await expect(event).toHaveValue('first');
  await expect(args).toHaveText('["a", {"$binary":"AQID"}]');
});

async function dropFile(page: Page, onto: ReturnType<Page['locator']>, text: string): Promise<void> {
  const transfer = await page.evaluateHandle((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], 'bytes.bin'));
    return data;
  }, text);
  await onto.dispatchEvent('drop', { dataTransfer: transfer });
}
