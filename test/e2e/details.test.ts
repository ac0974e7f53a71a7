import { readFile } from 'node:fs/promises';
import type { Payload } from '../../src/wire/wire-event.ts';
import { expect, expectAccessible, test } from './fixtures.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** One pixel, as small as a PNG gets. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

type Drawn = { readonly kind: string } & Readonly<Record<string, unknown>>;

function frame(dir: 'sent' | 'received', payload: Payload): Drawn {
  const content = typeof payload === 'string' ? { text: payload } : { base64: Buffer.from(payload).toString('base64') };
  return { kind: 'frame', chan: 2, via: 'websocket', dir, ...content };
}

function fileOf(events: readonly Drawn[]): string {
  const header = {
    format: 'sockscope',
    version: 1,
    id: '0198c0de-7a11-7cc0-8f00-0000000000de',
    name: 'Looked at',
    startedAt: '2026-11-20T10:15:02.120Z',
    endedAt: '2026-11-20T10:16:02.120Z',
    app: 'sockscope 0.1.0',
    userAgent: 'test',
    connections: [
      {
        id: 1,
        url: 'http://a',
        path: '/socket.io/',
        protocol: 'v4',
        parser: 'default',
        transports: ['websocket'],
        namespaces: ['/'],
      },
    ],
    notes: [],
    tags: [],
  };
  const lines = events.map((event, seq) => ({ seq, at: seq * 10, conn: 1, ...event }));
  return [header, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
}

test('bytes are named by their roles, by pointer and by key, in a frame and in a whole body', async ({ scope }) => {
  const { page } = scope;
  await scope.import(
    'roles.sockscope.ndjson',
    fileOf([
      { kind: 'response', chan: 1, via: 'polling', status: 200, text: '40{"sid":"s"}\x1e42["a"]' },
      frame('sent', '42/chat,12["up"]'),
      frame('received', '43/chat,12[]'),
    ]),
  );
  await scope.select(scope.row('EVENT', 'up'));
  await scope.detailsTab('Bytes').click();
  const roles = scope.panel.getByRole('listbox', { name: 'Reads as' });
  const spoken = scope.panel.getByRole('status', { name: 'Role' });
  await roles.focus();
  await expect(spoken).toContainText('1 Engine.IO type');
  await roles.press('ArrowDown');
  await roles.press('ArrowDown');
  await expect(spoken).toContainText('4 namespace');
  await expect(spoken).toContainText('character 2 to 7 · /chat');
  await scope.panel.getByRole('group', { name: 'Hexadecimal dump' }).getByText('32', { exact: true }).last().hover();
  await expect(spoken).toContainText('5 ack id');

  await scope.select(scope.row('response'));
  await expect(roles.getByRole('option')).toHaveCount(7);
  await roles.press('End');
  await expect(spoken).toContainText('6 payload');
  await expect(roles.getByRole('option', { name: /separator/ })).toHaveCount(1);
  await expectAccessible(page, '[aria-label="Details"]');
});

test('a message is searched, unfolded, and copied by value and path; its bytes are drawn and saved', async ({
  scope,
}) => {
  const { page } = scope;
  const rest = { user: { name: 'Grace', tags: Array.from({ length: 80 }, (_, i) => `tag ${i}`) } };
  await scope.import(
    'message.sockscope.ndjson',
    fileOf([
      frame('sent', `451-["up",{"_placeholder":true,"num":0},${JSON.stringify(rest)}]`),
      frame('sent', PIXEL),
      frame('sent', '42["next"]'),
    ]),
  );
  await scope.select(scope.row('BINARY_EVENT', 'up'));
  await scope.detailsTab('Message').click();
  const tree = scope.panel.getByRole('tree', { name: 'Message content' });
  await expect(tree).toContainText(`⟨${PIXEL.length} B image/png⟩`);
  await expect(scope.panel.getByRole('img', { name: 'image/png, 1 × 1 px' })).toBeVisible();
  const downloading = page.waitForEvent('download');
  await scope.panel.getByRole('button', { name: 'Download' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('up-0-0.png');
  expect((await readFile(await download.path())).equals(PIXEL)).toBe(true);

  await expect(tree.getByRole('treeitem', { name: 'tag 79' })).toHaveCount(0);
  await tree.press('Control+f');
  const find = scope.panel.getByRole('searchbox', { name: 'Find in message' });
  await expect(find).toBeFocused();
  await find.fill('TAG 79');
  await find.press('Enter');
  await expect(scope.panel.getByRole('status', { name: 'Found' })).toHaveText('1 of 1');
  await expect(tree.getByRole('treeitem', { selected: true })).toContainText('79: "tag 79"');
  await scope.button('Copy path').click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('arg[1].user.tags[79]');
  await scope.button('Copy value').click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('tag 79');
  await find.press('Escape');
  await expect(tree).toBeFocused();
  await scope.button('Collapse all').click();
  await expect(tree.getByRole('treeitem')).toHaveCount(2);
  await tree.press('End');
  await tree.press('ArrowRight');
  await expect(tree.getByRole('treeitem')).toHaveCount(3);
  await expectAccessible(page, '[aria-label="Details"]');
});

test('an explanation leads to the answer, and to the protocol in a tab of its own', async ({ scope }) => {
  await scope.import(
    'explained.sockscope.ndjson',
    fileOf([frame('sent', '421["ask"]'), frame('received', '2'), frame('received', '431["yes"]')]),
  );
  await scope.select(scope.row('EVENT', 'ask'));
  await scope.detailsTab('Explain').click();
  await expect(scope.panel).toContainText('Answered after 20 ms: #2');
  const link = scope.panel.getByRole('link', { name: /Socket\.IO protocol 5, Sending and receiving data/ });
  await expect(link).toHaveAttribute(
    'href',
    'https://github.com/socketio/socket.io-protocol#sending-and-receiving-data',
  );
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  await scope.panel.getByRole('button', { name: '#2' }).click();
  await expect(scope.details).toContainText('#2 ACK');
  await expect(scope.panel).toContainText('Answers the event of 20 ms before');
});
