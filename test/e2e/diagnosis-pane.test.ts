import { expect, expectAccessibleInBoth, test } from './fixtures.ts';
import type { Complaints } from './complaints.ts';
import { LOST_CONNECTION } from './complaints.ts';

// One look at a whole page takes axe seconds on a busy machine.
test.describe.configure({ timeout: 60_000 });

test.use({ viewport: { width: 1280, height: 1600 } });

/** A page of another origin may read what this server answers, ours may not. */
const FOREIGN = { cors: { origin: 'http://elsewhere.example' } };

function expectBlocked(complaints: Complaints): void {
  complaints.expect(LOST_CONNECTION);
  complaints.expect(/blocked by CORS policy/);
}

test('a connection that fails unfolds its diagnosis once: cause, rows, remedy, probes', async ({
  complaints,
  server,
  scope,
}) => {
  expectBlocked(complaints);
  const { url } = await server(FOREIGN);
  await expect(scope.diagnosis).toContainText('no findings');
  await scope.connect(url);
  await expect(scope.status).toHaveText(/^failed/);
  await expect(scope.button('Diagnose')).toBeVisible();
  await expect(scope.details.getByRole('button', { name: /^Details/ })).toHaveAttribute('aria-expanded', 'false');
  await scope.button('Diagnose').click();
  await expect(scope.button('Diagnose again')).toBeVisible();

  const finding = scope.findings.first();
  await expect(finding.getByRole('heading', { level: 3 })).toContainText('CORS');
  await expect(finding).toContainText('Certain');
  const cause = await finding.getByRole('heading', { level: 3 }).textContent();
  await expect(scope.status).toContainText(cause ?? '');
  const probes = scope.diagnosis.getByRole('list', { name: 'Probes' });
  await expect(probes.getByRole('listitem').filter({ hasText: 'Read the handshake' })).toContainText('failed:');

  await finding.hover();
  const link = finding.getByRole('link').first();
  const seq = (await link.textContent())?.replace('#', '');
  await link.click();
  await expect(scope.grid.locator(`[data-seq="${seq}"][aria-selected="true"]`)).toBeVisible();
  // What is read stays in sight.
  await expect(finding).toBeVisible();

  const code = finding.getByRole('tabpanel');
  await finding.getByRole('tab', { name: 'Node' }).click();
  await expect(code.locator('mark').first()).toContainText(new URL(scope.page.url()).origin);
  await finding.getByRole('tab', { name: 'Node' }).press('ArrowRight');
  await expect(finding.getByRole('tab', { selected: true })).not.toHaveText('Node');

  await scope.diagnosis.getByRole('heading', { level: 2 }).getByRole('button').click();
  await expect(finding).toBeHidden();
  await expect(scope.diagnosis).toContainText('1 finding');
  // Its next attempts fail, too, and leave it folded.
  await expect(scope.row('client', 'reconnect_attempt')).toBeVisible();
  await expect(finding).toBeHidden();
});

for (const way of ['Use WebSocket only', 'Use relay'] as const) {
  test(`one click goes round it: ${way}`, async ({ complaints, server, scope }) => {
    expectBlocked(complaints);
    const { io, url } = await server(FOREIGN);
    io.on('connection', (socket) => socket.on('hello', (answer: (text: string) => void) => answer('hi')));
    await scope.connect(url);
    await expect(scope.status).toHaveText(/^failed/);
    await scope.button('Diagnose').click();
    await scope.diagnosis.getByRole('button', { name: way }).click();
    await scope.connected();
    await scope.emit({ event: 'hello', ack: true });
    await expect(scope.row('ACK')).toContainText('"hi"');
    if (way === 'Use relay') await expect(scope.status).toContainText('through the relay');
  });
}

test('probes can be cancelled, and started again', async ({ complaints, scope }) => {
  expectBlocked(complaints);
  // Takes every connection, and never answers.
  const { createServer } = await import('node:net');
  const silent = createServer((socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  try {
    await scope.connect(`http://127.0.0.1:${port}`);
    await scope.unfoldDiagnosis();
    await scope.button('Diagnose').click();
    await scope.diagnosis.getByRole('button', { name: 'Cancel' }).click();
    await expect(scope.diagnosis).toContainText('cancelled');
    await expect(scope.button('Diagnose again')).toBeVisible();
  } finally {
    silent.close();
  }
});

test('on a healthy connection nothing is found, and the pane stays folded', async ({ practice, scope }) => {
  await scope.connect(practice.url);
  await scope.connected();
  await expect(scope.diagnosis).toContainText('no findings');
  await expect(scope.button('Diagnose')).toBeHidden();
  await scope.unfoldDiagnosis();
  await scope.button('Diagnose').click();
  await expect(scope.diagnosis.getByRole('list', { name: 'Probes' }).getByRole('listitem').first()).toBeVisible();
  await expect(scope.button('Diagnose again')).toBeVisible();
  await expect(scope.findings).toHaveCount(0);
});

for (const width of [1280, 400]) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 800 } });

    test(`findings and probes hold to the axe rules, ${width} px`, async ({ complaints, server, scope }) => {
      expectBlocked(complaints);
      const { page } = scope;
      const { url } = await server(FOREIGN);
      await scope.connect(url);
      await expect(scope.status).toHaveText(/^failed/);
      const insight = page.getByRole('tablist', { name: 'Panes' }).getByRole('tab', { name: 'Insight' });
      if (await insight.isVisible()) await insight.click();
      await scope.button('Diagnose').click();
      await expect(scope.button('Diagnose again')).toBeVisible();
      await expect(scope.findings.first()).toBeVisible();
      await expectAccessibleInBoth(page, '[aria-label="Diagnosis"]');
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    });
  });
}
