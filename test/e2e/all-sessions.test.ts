import type { Locator } from 'playwright/test';
import { uuidv7 } from '../../src/storage/uuid.ts';
import { expect, expectAccessible, expectAccessibleInBoth, test } from './fixtures.ts';
import type { Sockscope } from './sockscope.ts';

const DAY_MS = 86_400_000;

/** A session file of one WebSocket, over which these frames came. */
function sessionFile(name: string, url: string, frames: readonly string[]): string {
  const id = uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
  const connection = { id: 1, url, path: '/socket.io/', protocol: 'v4', parser: 'default', transports: ['websocket'] };
  const header = {
    format: 'sockscope',
    version: 1,
    id,
    name,
    startedAt: new Date().toISOString(),
    app: 'a test',
    userAgent: '',
  };
  const opened = { kind: 'opened', chan: 1, via: 'websocket', url };
  const received = frames.map((text) => ({ kind: 'frame', chan: 1, via: 'websocket', dir: 'received', text }));
  return [
    { ...header, connections: [{ ...connection, namespaces: ['/'] }], notes: [], tags: [] },
    ...[opened, ...received].map((event, seq) => ({ seq, at: seq * 10, conn: 1, ...event })),
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
}

/** Four sessions, of which two hold a timeout, and the screen of all of them. */
async function fill(scope: Sockscope): Promise<void> {
  const prices = Array.from({ length: 60 }, (_, i) => `42["price",${i}]`);
  const files = [
    sessionFile('Checkout', 'https://shop.example.org', [...prices, '42["cart:pay",{"error":"timeout at bank"}]']),
    sessionFile('Kiosk', 'https://kiosk.example.org', prices),
    sessionFile('Webview', 'https://chat.example.org', ['42["cart:pay",{"error":"gateway timeout"}]']),
    sessionFile('Upgrade', 'https://chat.example.org', ['42["chat","hello"]']),
  ];
  await scope.page
    .getByLabel('Import file')
    .setInputFiles(
      files.map((text, i) => ({ name: `${i}.ndjson`, mimeType: 'application/json', buffer: Buffer.from(text) })),
    );
  await expect(scope.session('Upgrade')).toContainText('imported');
  await showAll(scope);
}

async function showAll(scope: Sockscope): Promise<void> {
  await scope.page.keyboard.press('Alt+Shift+S');
  await expect(search(scope)).toBeFocused();
}

function search(scope: Sockscope): Locator {
  return scope.page.getByRole('searchbox', { name: 'Search all sessions' });
}

/** The sessions in sight, top first. */
function names(scope: Sockscope): Promise<(string | null)[]> {
  return scope.sessions.locator('[data-key]').evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));
}

test('a search over all sessions opens one at the entry that it found', async ({ scope }) => {
  await fill(scope);
  await search(scope).fill('"timeout"');
  await expect(scope.page.getByRole('status', { name: 'Found' })).toHaveText(/^2 entries in 2 of 4 sessions, \d/);
  await expect(scope.sessions.getByText('2 sessions hold no match')).toBeVisible();
  expect((await names(scope)).toSorted()).toEqual(['Checkout', 'Webview']);
  await expect(scope.session('Checkout').locator('mark')).toHaveText('timeout');
  await scope.session('Checkout').getByRole('button', { name: '#61' }).click();
  await expect(scope.details).toContainText('#61 ');
  await expect(scope.grid.locator('[data-seq="61"]')).toBeVisible();

  // What was searched for is still there, and Escape leads back step by step.
  await showAll(scope);
  await expect(search(scope)).toHaveValue('"timeout"');
  await search(scope).press('Escape');
  await expect.poll(() => names(scope)).toHaveLength(4);
  await search(scope).press('Escape');
  await expect(scope.details).toContainText('#61 ');
});

test('several sessions are selected by keyboard, deleted at once, and brought back at once', async ({ scope }) => {
  await fill(scope);
  await scope.sessions.getByRole('button', { name: /^Name/ }).click();
  expect(await names(scope)).toEqual(['Checkout', 'Kiosk', 'Upgrade', 'Webview']);
  await scope.session('Kiosk').getByRole('checkbox').focus();
  await scope.page.keyboard.press('Shift+ArrowDown');
  await expect(scope.sessions.getByText('2 selected')).toBeVisible();
  await expect(scope.button('Compare 2')).toBeEnabled();
  await scope.page.keyboard.press('Delete');
  const line = scope.sessions.getByRole('listitem').filter({ hasText: 'Deleted 2 sessions' });
  await expect(line.getByRole('button', { name: 'Undo' })).toBeFocused();
  expect(await names(scope)).toEqual(['Checkout', 'Webview']);
  await scope.page.keyboard.press('Enter');
  await expect.poll(() => names(scope)).toEqual(['Checkout', 'Kiosk', 'Upgrade', 'Webview']);
  await scope.page.keyboard.press('Control+a');
  await expect(scope.sessions.getByText('4 selected')).toBeVisible();
});

test('sessions are tagged, locked against deletion, and asked about when they are old', async ({ scope }) => {
  const { page, sessions } = scope;
  await fill(scope);
  const kiosk = scope.session('Kiosk');
  await kiosk.hover();
  await kiosk.getByRole('button', { name: 'Tags', exact: true }).click();
  await page.keyboard.type('ticket 4471');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await kiosk.getByRole('button', { name: 'ticket 4471' }).click();
  await expect(search(scope)).toHaveValue('tag:"ticket 4471"');
  await expect.poll(() => names(scope)).toEqual(['Kiosk']);
  await kiosk.getByRole('button', { name: 'Lock' }).click();
  await expect(kiosk).toContainText('locked, imported, ticket 4471');
  await expect(kiosk.getByRole('button', { name: 'Delete' })).toBeDisabled();

  // As if it had come 40 days ago.
  const key = uuidv7(Date.now() - 40 * DAY_MS, new Uint8Array(10));
  await page.evaluate(async (old) => {
    const asked = indexedDB.open('sockscope');
    await new Promise((resolve) => (asked.onsuccess = resolve));
    const store = asked.result.transaction('sessions', 'readwrite').objectStore('sessions');
    const all = store.getAll();
    await new Promise((resolve) => (all.onsuccess = resolve));
    const record = (all.result as { header: { name: string } }[]).find(({ header }) => header.name === 'Upgrade');
    const put = store.put({ ...record, key: old });
    await new Promise((resolve) => (put.onsuccess = resolve));
    asked.result.close();
  }, key);
  await page.reload();
  await page.getByRole('button', { name: 'All sessions', exact: true }).click();
  const due = sessions.getByRole('group', { name: 'Old sessions' });
  await expect(due).toContainText('1 session is older than 30 days.');
  await due.getByRole('button', { name: 'Keep them all' }).click();
  await expect(due).toHaveCount(0);
  expect(await names(scope)).toHaveLength(5);
  await sessions.getByRole('button', { name: /^Older than 30 days/ }).click();
  await page.getByRole('menuitemradio', { name: 'Keep old sessions' }).click();
  await expect(sessions.getByRole('button', { name: 'Old sessions: keep' })).toBeVisible();
});

test('the screen of all sessions holds to the axe rules, wide and narrow', async ({ scope }) => {
  const { page } = scope;
  await fill(scope);
  await search(scope).fill('"timeout"');
  await expect(scope.session('Checkout').locator('mark')).toBeVisible();
  await scope.sessions.getByRole('checkbox', { name: 'Select all' }).check();
  await expectAccessibleInBoth(page, '[data-pane="shelf"]');
  await page.setViewportSize({ width: 400, height: 800 });
  await expect(page.getByRole('tab', { name: 'Sessions' })).toHaveAttribute('aria-selected', 'true');
  await expectAccessible(page, '[data-pane="shelf"]');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
});
