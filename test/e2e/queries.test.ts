import { expect, test } from './fixtures.ts';

const SESSION = [
  {
    format: 'sockscope',
    version: 1,
    id: '0198f2a0-5c1e-7cc3-98c4-dc0c0c073990',
    name: 'Searched',
    startedAt: '2026-11-20T10:15:02.120Z',
    app: 'test',
    userAgent: '',
    connections: [
      {
        id: 1,
        url: 'http://127.0.0.1:1',
        path: '/socket.io/',
        protocol: 'v4',
        parser: 'default',
        transports: ['websocket'],
        namespaces: ['/'],
      },
    ],
    notes: [],
    tags: [],
  },
  ...[
    '42["chat",{"user":{"id":7}}]',
    '42["chat",{"user":{"id":8}}]',
    '42["news","hello"]',
    '2',
    '420["ask"]',
    '430["yes"]',
  ].map((text, seq) => ({
    seq,
    at: seq * 1000,
    conn: 1,
    kind: 'frame',
    chan: 1,
    via: 'websocket',
    dir: seq === 5 ? 'sent' : 'received',
    text,
  })),
];
const FILE = SESSION.map((line) => `${JSON.stringify(line)}\n`).join('');

test('queries find, the help and the suggestions write them, and they are kept', async ({ scope }) => {
  const { page, filter } = scope;
  await scope.import('searched.sockscope.ndjson', FILE);
  await expect(scope.counts).toHaveText('6 recorded · 6 shown');

  const seqs = async (): Promise<readonly number[]> => (await scope.allRows()).map(({ seq }) => seq);
  for (const [query, found] of [
    ['arg[0].user.id:7', [0]],
    ['event:chat -$.id:7', [1]],
    ['kind:ping or hello', [2, 3]],
    ['not (event:chat or kind:ping) size:<20', [2, 4, 5]],
    ['ack:>=1s', [4, 5]],
    ['at:2s..3s', [2, 3]],
  ] as const) {
    await scope.setFilter(query);
    await expect(scope.counts).toHaveText(`6 recorded · ${found.length} shown · ${6 - found.length} hidden`);
    await expect.poll(seqs, query).toEqual(found);
  }

  await scope.setFilter('kind:ping (x');
  await expect(scope.alerts).toContainText('“(” is not closed');
  await expect(scope.alerts).toContainText('at character 11');
  await expect(scope.counts).toContainText('2 shown');

  await filter.fill('');
  await filter.pressSequentially('ev');
  await expect(page.getByRole('listbox', { name: 'Suggestions' })).toContainText('event:');
  await filter.press('Tab');
  const options = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
  await expect(options).toHaveCount(3);
  await filter.press('ArrowDown');
  await expect(options.and(page.getByRole('option', { selected: true }))).toContainText('chat');
  await filter.press('Enter');
  await expect(filter).toHaveValue('event:chat');
  await expect(scope.counts).toContainText('2 shown');

  await scope.button('Saved queries').click();
  await scope.button('Save event:chat').click();
  await expect(page.getByRole('list', { name: 'Saved queries' }).getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await filter.fill('');
  await filter.press('F1');
  await scope.button('size:>1k').click();
  await expect(filter).toHaveValue('size:>1k');
  await page.keyboard.press('Escape');
  await expect(filter).toBeFocused();
  await page.reload();
  await scope.sessionAction(scope.session('Searched'), 'Open');
  await expect(filter).toHaveValue('');
  await scope.button('Saved queries').click();
  await scope.button('event:chat').click();
  await expect(scope.counts).toContainText('2 shown');
});
