import { expect, expectAccessible, test } from './fixtures.ts';
import { expectInOrder } from './in-order.ts';

test.use({ viewport: { width: 1280, height: 1600 } });

test('an event with its ack, side by side; said again, the server hears the same', async ({ server, scope }) => {
  const { io, url } = await server();
  const heard: unknown[][] = [];
  io.on('connection', (socket) => {
    socket.on('order', (...args: unknown[]) => {
      const answer = args.pop() as (...answer: unknown[]) => void;
      heard.push(args);
      answer({ ok: true }, heard.length);
    });
  });
  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
  const args = [{ items: [1, null, 'ä'] }, 'express'];
  await scope.emit({ event: 'order', args: JSON.stringify(args), ack: true });
  await expect(scope.row('received', 'ACK')).toContainText('{"ok":true},1');

  const acks = scope.page.getByRole('region', { name: 'Acknowledgements' });
  await acks.getByRole('button', { name: /^Acknowledgements/ }).click();
  await expect(acks.getByRole('table').getByRole('row').filter({ hasText: 'order' })).toContainText('you');

  await scope.select(scope.row('sent', 'EVENT', 'order'));
  await scope.details.getByRole('button', { name: 'Replay' }).click();
  await expect(scope.rows.filter({ hasText: '{"ok":true},2' })).toBeVisible();
  expect(heard).toEqual([args, args]);
  expectInOrder(await scope.allRows(), [
    /^> EVENT order/,
    /^< ACK .*true},1 /,
    /^- user replay/,
    /^> EVENT order .*express/,
    /^< ACK .*true},2 /,
  ]);
});

test('bytes are said again as bytes', async ({ server, scope }) => {
  const { io, url } = await server();
  const heard: unknown[][] = [];
  io.on('connection', (socket) => socket.on('upload', (...args: unknown[]) => heard.push(args)));
  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
  await scope.emit({ event: 'upload', args: '["a.bin",{"$binary":"AQIDBA=="}]' });
  await scope.select(scope.row('sent', 'BINARY_EVENT', 'upload'));
  await scope.details.getByRole('button', { name: 'Replay' }).click();
  await expect.poll(() => heard.length).toBe(2);
  expect(heard).toEqual([1, 2].map(() => ['a.bin', Buffer.from([1, 2, 3, 4])]));
});

test('an ack that never comes: waiting, then the client’s timeout', async ({ server, scope }) => {
  const { io, url } = await server();
  io.on('connection', (socket) => socket.on('void', () => undefined));
  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
  await scope.emit({ event: 'void', ack: true, ackTimeoutMs: 300 });
  await expect(scope.row('sent', 'EVENT', 'void')).toContainText(/waits \d/);
  await expect(scope.row('client', 'ack_timeout')).toBeVisible();
  await expect(scope.row('client', 'ack_timeout')).toContainText('300');
  await expect(scope.alerts).toHaveCount(0);
});

test('what is wrong with the arguments is said with its place, and nothing is sent', async ({ server, scope }) => {
  const { io, url } = await server();
  let heard = 0;
  io.on('connection', (socket) => socket.onAny(() => heard++));
  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
  await scope.emit({ event: 'broken', args: '[1,\n  oops]' });
  const alert = scope.composer.getByRole('alert');
  await expect(alert).toHaveText(/Arguments, line 2, column 3/);
  await scope.emit({ event: 'disconnect', args: '[]' });
  await expect(alert).toHaveText(/disconnect is reserved/);
  await scope.emit({ event: 'sound', args: '[]' });
  await expect(scope.row('sent', 'EVENT', 'sound')).toBeVisible();
  await expect(alert).toHaveCount(0);
  await expect.poll(() => heard).toBe(1);
});

test('a question of the server is answered by hand, bytes included, and waits no longer', async ({ server, scope }) => {
  const { io, url } = await server();
  const heard: unknown[][] = [];
  io.on('connection', (socket) => {
    socket.emit('question', { text: 'What do you see?' }, (...answer: unknown[]) => heard.push(answer));
  });
  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
  await expect(scope.row('received', 'EVENT', 'question')).toContainText('for you');
  await scope.select(scope.row('received', 'EVENT', 'question'));
  const form = scope.page.getByRole('form', { name: 'Answer' });
  await form.getByRole('textbox', { name: 'Answer' }).fill('["a socket", {');
  await expect(form).toContainText('Line 1, column 15');
  await form.getByRole('button', { name: 'Answer' }).click();
  expect(heard).toEqual([]);

  await form.getByRole('textbox', { name: 'Answer' }).fill('["a socket", {"$binary":"AQI="}]');
  await expectAccessible(scope.page, '[aria-label="Details"]');
  await form.getByRole('button', { name: 'Answer' }).click();
  await expect.poll(() => heard).toEqual([['a socket', Buffer.from([1, 2])]]);
  await expect(scope.row('sent', 'BINARY_ACK')).toContainText('a socket');
  await expect(form).toBeHidden();
});
