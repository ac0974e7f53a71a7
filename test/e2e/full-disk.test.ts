import { expect, test } from './fixtures.ts';
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
