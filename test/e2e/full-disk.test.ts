import { expect, test } from './fixtures.ts';
import { onDisk } from './killing.ts';
import { Sockscope } from './sockscope.ts';

test('a full disk: recording goes on and says so; with room again everything is saved', async ({
  app,
  page,
  practice,
}) => {
  const { origin } = new URL(app);
  const cdp = await page.context().newCDPSession(page);
  // Before the first write: Chromium keeps what it found free for half a minute.
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 });
  await page.goto(app);
  const scope = new Sockscope(page);
  await scope.connect(practice.url, { transports: 'WebSocket only' });
  await scope.connected();
  await expect(page.getByText(/recording · saved/)).toBeVisible();
  await scope.emit({ event: 'flood', args: '[{"count":60,"bytes":50000}]' });
  await expect(page.getByText(/storage full · \d+ entr(y|ies) in memory only/)).toBeVisible();
  await scope.emit({ event: 'echo', args: '["while full"]' });
  await expect(scope.row('received', 'EVENT', 'echo')).toBeVisible();
  await scope.connected();

  await cdp.send('Storage.overrideQuotaForOrigin', { origin });
  await expect(page.getByText(/recording · saved/)).toBeVisible({ timeout: 15_000 });
  await scope.disconnect();
  await scope.setFilter('kind:EVENT');
  await expect(scope.counts).toContainText('hidden');
  const { seq } = await scope.toLastRow();
  await page.reload();
  await scope.sessionAction(scope.session(/./).first(), 'Open');
  await scope.setFilter('kind:EVENT dir:received');
  // 60 of the flood, its end, and the echo.
  await expect(scope.counts).toContainText('62 shown');
  expect(await scope.toLastRow()).toMatchObject({ seq, event: 'echo', data: '"while full"' });
});

/** A session file of 5.2 MB. */
function heavyFile(name: string): string {
  const header = `{"format":"sockscope","version":1,"id":"${name}","name":"${name}","startedAt":"2026-11-20T10:15:02.120Z","app":"","userAgent":"","connections":[],"notes":[],"tags":[]}`;
  const lines = Array.from({ length: 160 }, (_, seq) => {
    const noise = Array.from({ length: 5000 }, (_, i) => Math.imul(seq * 5000 + i, 0x9e3779b1).toString(36)).join('');
    return `{"seq":${seq},"at":${seq},"conn":1,"kind":"frame","chan":1,"via":"websocket","dir":"sent","text":"${noise}"}`;
  });
  return `${[header, ...lines].join('\n')}\n`;
}

test('on a full disk an import leaves nothing, and an export comes out whole', async ({ app, page }) => {
  const { origin } = new URL(app);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 8_000_000 });
  await page.goto(app);
  const scope = new Sockscope(page);
  const first = heavyFile('First');
  await scope.import('first.sockscope.ndjson', first);
  const before = await onDisk(page);
  expect(before).toMatchObject({ sessions: [{ name: 'First', state: 'imported', entries: 160 }], orphans: 0 });

  const second = { name: 'second.ndjson', mimeType: 'text/plain', buffer: Buffer.from(heavyFile('Second')) };
  await page.getByLabel('Import file').setInputFiles(second);
  await expect(page.getByRole('alert', { name: 'Notice' })).toContainText('Not imported. The disk space');
  expect(await onDisk(page)).toEqual(before);

  const { bytes } = await scope.export(scope.session('First'), false);
  // Without what would differ: it is 5 MB.
  expect(bytes.equals(Buffer.from(first))).toBe(true);
  expect(await onDisk(page)).toEqual(before);
});
