import assert from 'node:assert/strict';
import type { Page } from 'playwright/test';
import type { Server, Socket } from 'socket.io';
import { expect, test } from './fixtures.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const MOST_BYTES = 20_000_000;

type Heard = { readonly args: readonly unknown[]; readonly frame: unknown };

/** Echoes every event under its own name, and keeps what came: the arguments and the frame before them. */
function echo(io: Server): readonly Heard[] {
  const heard: Heard[] = [];
  io.on('connection', (socket: Socket) => {
    let frame: unknown;
    socket.conn.on('packet', (packet: { type: string; data?: unknown }) => {
      if (packet.type === 'message' && typeof packet.data === 'string') frame = packet.data;
    });
    socket.onAny((event: string, ...args: unknown[]) => {
      heard.push({ args, frame });
      socket.emit(event, ...args);
    });
  });
  return heard;
}

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

function framesIn(file: string): readonly { readonly dir: string; readonly text?: string; readonly base64?: string }[] {
  const lines = file.trimEnd().split('\n').slice(1);
  return lines.map((line) => JSON.parse(line)).filter(({ kind }) => kind === 'frame');
}

test('arguments of every kind and five megabytes of text go out and come back exactly', async ({ server, scope }) => {
  const { io, url } = await server({ maxHttpBufferSize: MOST_BYTES });
  const heard = echo(io);
  const long = `🦊${'The quick brown fox jumps over it.\n'.repeat(150_000)}🦊`;
  const odd =
    '{"__proto__":{"admin":true},"constructor":{"prototype":1},"":[null,[[]],{"a":{"b":{"c":[1,2.5,-1e-7]}}}]}';
  const args = `[null,${odd},"ünïcödé 🧦 \\u0000\\u2028 \\ud800","[1,2]",true,${JSON.stringify(long)}]`;
  expect(Buffer.byteLength(long)).toBeGreaterThan(5_000_000);

  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
  await scope.compose({ event: 'all' });
  const field = scope.composer.getByRole('textbox', { name: 'Arguments' });
  await field.fill(args);
  await field.press('Control+Enter');
  // Chromium paints a line of five million characters anew, for seconds, whenever anything moves.
  await field.fill('[]');
  const echoed = scope.row('received', 'EVENT', 'all');
  await expect(echoed).toBeVisible();

  assert.deepStrictEqual(heard[0]!.args, JSON.parse(args));
  assert.ok(Object.hasOwn(heard[0]!.args[1] as object, '__proto__'), 'an own key, not the prototype');
  expect(typeof heard[0]!.args[3]).toBe('string');
  const frame = `2${JSON.stringify(['all', ...(JSON.parse(args) as unknown[])])}`;
  expect(heard[0]!.frame === frame).toBe(true);

  await scope.select(echoed);
  await scope.detailsTab('Message').click();
  await expect(scope.panel).toContainText('6 arguments');
  await expect(scope.panel.getByRole('treeitem', { level: 1 })).toHaveCount(6);
  await expect(scope.panel).toContainText('__proto__');
  await expect(scope.panel).toContainText('ünïcödé 🧦');
  await scope.button('Copy message').click();
  await expect(scope.page.getByRole('status', { name: 'Copying' })).toHaveText('Copied');
  expect((await clipboard(scope.page)) === frame.slice(1)).toBe(true);

  const { bytes } = await scope.export(scope.session(/./).first(), false);
  const exported = framesIn(bytes.toString()).filter(({ text }) => text?.includes('"all"'));
  expect(exported.map(({ dir }) => dir)).toEqual(['sent', 'received']);
  expect(exported.every(({ text }) => text === `4${frame}`)).toBe(true);
});

test('bytes among the arguments arrive as bytes, and are shown, copied and exported as such', async ({
  server,
  scope,
}) => {
  const { io, url } = await server();
  const heard = echo(io);
  const bytes = Buffer.from(Array.from({ length: 300 }, (_, i) => i & 0xff));
  const binary = (content: Buffer): string => `{"$binary":"${content.toString('base64')}"}`;
  const args = `[${binary(bytes)},{"nested":[null,${binary(Buffer.from([0]))}]},"after"]`;
  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
  await scope.emit({ event: 'bytes', args });
  const echoed = scope.row('received', 'BINARY_EVENT');
  await expect(echoed).toBeVisible();
  await expect(scope.rows.filter({ hasText: 'attachment' })).toHaveCount(4);
  assert.deepStrictEqual(heard[0]!.args, [bytes, { nested: [null, Buffer.from([0])] }, 'after']);

  await scope.select(echoed);
  await scope.detailsTab('Message').click();
  await expect(scope.panel).toContainText('⟨300 B⟩');
  await expect(scope.panel).toContainText('⟨1 B⟩');
  await scope.button('Copy message').click();
  await expect(scope.page.getByRole('status', { name: 'Copying' })).toHaveText('Copied');
  expect(await clipboard(scope.page)).toBe(`["bytes",${args.slice(1)}`);
  const file = framesIn((await scope.export(scope.session(/./).first(), false)).bytes.toString());
  const attachments = file.filter(({ base64 }) => base64 !== undefined);
  expect(attachments.map(({ dir, base64 }) => [dir, base64])).toEqual(
    ['sent', 'received'].flatMap((dir) => [
      [dir, bytes.toString('base64')],
      [dir, 'AA=='],
    ]),
  );
});

test('bytes beside a __proto__ key: neither is lost', async ({ server, scope }) => {
  const { io, url } = await server();
  const heard = echo(io);
  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
  await scope.emit({ event: 'both', args: '[{"__proto__":{"admin":true}},{"$binary":"AQI="}]' });
  await expect.poll(() => heard.length).toBe(1);
  assert.deepStrictEqual(heard[0]!.args, [JSON.parse('{"__proto__":{"admin":true}}'), Buffer.from([1, 2])]);
});
