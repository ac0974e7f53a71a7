import { Server as EngineServer } from 'engine.io';
import { createServer } from 'node:http';
import { listenOnFreePort } from '../../src/practice/listen.ts';
import { expect, expectAccessible, test } from './fixtures.ts';

// One look at a whole page takes axe seconds on a busy machine.
test.describe.configure({ timeout: 60_000 });

test.use({ viewport: { width: 1280, height: 1600 } });

test('a namespace is joined and left while connected, and a refusal says why', async ({ server, scope }) => {
  const { io, url } = await server();
  io.of('/chat').on('connection', (socket) => socket.on('hello', (answer: (text: string) => void) => answer('hi')));
  io.of('/admin').use((_, next) => next(new Error('not you')));
  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
  await scope.page.getByRole('button', { name: /^Namespaces/ }).click();
  const namespaces = scope.page.getByRole('region', { name: 'Namespaces' });
  const join = async (name: string): Promise<void> => {
    await namespaces.getByRole('textbox', { name: 'Add namespace' }).fill(name);
    await namespaces.getByRole('button', { name: 'Join' }).click();
  };
  await expect(namespaces.getByRole('listitem')).toHaveText([/^\s*\/ joined/]);
  await join('chat');
  await expect(namespaces.getByRole('listitem').nth(1)).toHaveText(/^\s*\/chat joined/);
  await join('/admin');
  await expect(namespaces.getByRole('listitem').nth(2)).toHaveText(/^\s*\/admin refused: not you/);
  await expectAccessible(scope.page, '[data-pane="emit"]');

  await scope.composer.getByRole('combobox', { name: 'Namespace' }).selectOption('/chat');
  await scope.emit({ event: 'hello', ack: true });
  await expect(scope.row('ACK', '/chat')).toContainText('"hi"');
  await namespaces.getByRole('button', { name: 'Leave /chat' }).click();
  await expect(scope.row('sent', 'DISCONNECT', '/chat')).toBeVisible();
  await expect(namespaces.getByRole('listitem').filter({ hasText: '/chat' }).filter({ hasText: 'joined' })).toHaveCount(
    0,
  );
  await scope.connected();
});

test('over bare Engine.IO the composer sends text and bytes as they are', async ({ scope }) => {
  const http = createServer();
  const engine = new EngineServer({ cors: { origin: true } });
  engine.attach(http, { path: '/engine.io' });
  const received: (string | Buffer)[] = [];
  engine.on('connection', (socket) => {
    socket.on('message', (message: string | Buffer) => {
      received.push(message);
      socket.send(typeof message === 'string' ? `you said ${message}` : message);
    });
  });
  const port = await listenOnFreePort(http, 0, '127.0.0.1');
  try {
    await scope.url.fill(`http://127.0.0.1:${port}`);
    await scope.button('Connection options').click();
    const dialog = scope.page.getByRole('dialog', { name: 'Connection options' });
    await dialog.getByRole('textbox', { name: 'Path', exact: true }).fill('/engine.io/');
    await dialog.getByRole('combobox', { name: 'Protocol' }).selectOption('Engine.IO v4');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await scope.button('Connect').click();
    await scope.connected();
    await expect(scope.status).toContainText('Engine.IO v4');
    const message = scope.composer.getByRole('textbox', { name: 'Message' });
    await message.fill('plain words');
    await scope.composer.getByRole('button', { name: 'Emit' }).click();
    await expect(scope.row('received', 'message')).toContainText('you said plain words');
    await scope.composer.getByRole('combobox', { name: 'Message form' }).selectOption('Bytes, hex');
    await expect(scope.composer.getByRole('alert')).toContainText('character 1');
    await message.fill('01 02 ff');
    await scope.composer.getByRole('button', { name: 'Emit' }).click();
    await expect.poll(() => received).toEqual(['plain words', Buffer.from([1, 2, 255])]);
    await expectAccessible(scope.page, '[data-pane="emit"]');
  } finally {
    engine.close();
    http.closeAllConnections();
    http.close();
  }
});
