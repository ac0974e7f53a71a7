import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import type { Sockscope } from './sockscope.ts';

/** Held while four thousand frames pass beside it. */
const FRAMES = 4000;

const HEADER = {
  format: 'sockscope',
  version: 1,
  id: '0198c0de-7a11-7cc0-8f00-00000000cafe',
  name: 'Held <poll>',
  startedAt: '2026-11-20T10:15:02.120Z',
  app: 'test',
  connections: [
    { id: 1, url: 'https://example.org', path: '/socket.io/', protocol: 'v4', parser: 'default', namespaces: ['/'] },
  ],
};

function fileOf(...events: readonly object[]): string {
  const lines = events.map((event, seq) => ({ seq, at: seq, conn: 1, ...event }));
  return [HEADER, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
}

const held = fileOf(
  { kind: 'request', chan: 1, via: 'polling', method: 'GET', url: 'https://example.org/socket.io/?EIO=4' },
  { kind: 'opened', chan: 2, via: 'websocket', url: 'wss://example.org/socket.io/?EIO=4' },
  ...Array.from({ length: FRAMES }, (_, i) => ({
    kind: 'frame',
    chan: 2,
    via: 'websocket',
    dir: i % 2 === 0 ? 'sent' : 'received',
    text: i % 2 === 0 ? `42${i}["ask","</text><script>\\u0000&"]` : `43${i - 1}["ok"]`,
  })),
  { kind: 'response', chan: 1, via: 'polling', status: 200, text: '6' },
  { kind: 'closed', chan: 2, via: 'websocket', code: 1006, reason: '', clean: false },
);

const ladderOf = (scope: Sockscope): Locator => scope.page.getByRole('listbox', { name: 'Ladder' });

test('the ladder shows the grid’s rows, with one selection, and what lasts over them', async ({ scope }) => {
  const { page } = scope;
  const ladder = ladderOf(scope);
  const steps = ladder.getByRole('option');
  await scope.import('held.sockscope.ndjson', held);
  await expect(scope.counts).toContainText('4,005 shown');
  await scope.grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('l');
  await expect(ladder).toBeFocused();
  await expect(page.getByRole('group', { name: 'View' }).getByRole('button', { pressed: true })).toHaveAccessibleName(
    'Ladder',
  );
  await expect(steps.first()).toHaveAttribute('aria-selected', 'true');
  await expect(steps.first()).toHaveAttribute('aria-setsize', String(FRAMES + 5));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const question = ladder.getByRole('option', { selected: true });
  await expect(question).toHaveAccessibleName(
    /^sent EVENT ask in \/ at 0\.002 s over websocket, answered after 1\.0 ms: "/,
  );
  await page.keyboard.press('p');
  await expect(question).toHaveAccessibleName(/^received ACK ask .*1\.0 ms/);
  await page.keyboard.press('Enter');
  await expect(scope.details.locator(':focus')).toBeVisible();

  // Far from both its ends, the poll is still held, and the channel open.
  await ladder.evaluate((list) => list.scrollTo(0, list.scrollHeight / 2));
  const middle = ladder.locator(`[data-seq="${FRAMES / 2}"]`);
  await expect(middle.locator('path.held')).toHaveCount(1);
  await expect(middle.locator('path.bar')).toHaveCount(2);
  await middle.click();
  await expect(scope.details).toContainText(`#${FRAMES / 2} `);
  await ladder.press('End');
  await expect(ladder.getByRole('option', { name: /^closed at/ }).locator('path.cross')).toHaveCount(1);

  await ladder.press('l');
  await expect(scope.grid).toBeFocused();
  await expect(scope.row('closed')).toHaveAttribute('aria-selected', 'true');
});

test('the ladder is exported as a drawing of its own that says when it was cut', async ({ scope }) => {
  const { page } = scope;
  await scope.import('held.sockscope.ndjson', held);
  await page.getByRole('button', { name: 'Ladder' }).click();
  await expect(ladderOf(scope).getByRole('option').first()).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export SVG' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('Held -poll- ladder.svg');
  await expect(page.getByText(`Saved the first 2,000 of ${(FRAMES + 5).toLocaleString('en-US')} rows.`)).toBeVisible();
  const svg = await readFile(await download.path(), 'utf8');
  // Not in the app, whose policy lets no style in.
  const viewer = await page.context().newPage();
  const seen = await viewer.evaluate(async (text) => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    const image = new Image();
    const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
    image.src = url;
    await image.decode();
    return {
      error: parsed.querySelector('parsererror')?.textContent,
      scripts: parsed.getElementsByTagName('script').length,
      about: parsed.querySelector('desc')?.textContent,
      widthPx: image.naturalWidth,
      steps: parsed.querySelectorAll('g').length,
    };
  }, svg);
  expect(seen).toMatchObject({ error: undefined, scripts: 0, widthPx: 960, steps: 2000 });
  expect(seen.about).toContain('the first 2,000 of');
});

test('the ladder of a live connection follows, and holds to the axe rules', async ({ practice, scope }) => {
  const { page } = scope;
  await scope.connect(practice.url, { transports: 'Polling only' });
  await scope.connected();
  await page.getByRole('button', { name: 'Ladder' }).click();
  const last = ladderOf(scope).getByRole('option').last();
  await scope.emit({ event: 'echo', args: '["now"]', ack: true });
  await expect(ladderOf(scope).getByRole('option', { name: /^received ACK echo/ })).toBeVisible();
  await expect(last).toBeInViewport();
  // The poll that waits for what comes next.
  await expect(last.locator('path.held')).not.toHaveCount(0);
  await expectAccessible(page, '[data-pane="timeline"]');
});

test('the palette finds a command by its words, and it acts where the focus was', async ({ scope }) => {
  const { page } = scope;
  const field = page.getByRole('combobox', { name: 'Command' });
  const say = async (words: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await expect(field).toBeFocused();
    await page.keyboard.insertText(words);
    await page.keyboard.press('Enter');
    await expect(field).toHaveCount(0);
  };
  await scope.import('held.sockscope.ndjson', held);
  await scope.grid.focus();
  for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'Control+k']) await page.keyboard.press(key);
  await expect(field).toBeFocused();
  await expectAccessible(page, 'dialog[open]');
  await page.keyboard.press('Escape');
  await expect(scope.grid).toBeFocused();
  await say('paired');
  await expect(scope.grid).toBeFocused();
  await expect(scope.row('received', 'ACK')).toHaveAttribute('aria-selected', 'true');

  await scope.button('New session').click();
  await expect(scope.grid).toHaveCount(0);
  await say('open session held');
  await expect(scope.row('request')).toBeVisible();
  await say('all keys');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
});
