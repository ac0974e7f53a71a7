import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright/test';
import { expect, expectAccessibleInBoth, test } from './fixtures.ts';
import type { DetailsTab, Sockscope } from './sockscope.ts';

// One look at a whole page takes axe seconds on a busy machine.
test.describe.configure({ timeout: 90_000 });

const SIZES = [
  { name: 'wide', viewport: { width: 1280, height: 800 } },
  { name: '400 px', viewport: { width: 400, height: 800 } },
] as const;

const TABS: readonly DetailsTab[] = ['Message', 'Packet', 'Bytes', 'Explain'];

/** Brings a pane into sight where the window shows one at a time. */
async function turnTo(scope: Sockscope, pane: string): Promise<void> {
  const tab = scope.page.getByRole('tablist', { name: 'Panes' }).getByRole('tab', { name: pane });
  if (await tab.isVisible()) await tab.click();
}

async function connectAndEmit(scope: Sockscope, url: string): Promise<void> {
  await scope.connect(url);
  await scope.connected();
  await expect(scope.row('upgrade')).toBeVisible();
  await turnTo(scope, 'Emit');
  await scope.emit({ event: 'echo', args: '[{"a":[1,null,"x"]},{"$binary":"AQI="}]', ack: true });
  await turnTo(scope, 'Timeline');
  await expect(scope.row('BINARY_ACK')).toBeVisible();
}

/** Neither lies over the other. */
async function expectApart(left: Locator, right: Locator): Promise<void> {
  const [a, b] = [await left.boundingBox(), await right.boundingBox()];
  if (!a || !b) throw new Error('both are in sight');
  expect(a.x + a.width <= b.x || a.y + a.height <= b.y).toBe(true);
}

async function expectNoSidewaysScroll(scope: Sockscope): Promise<void> {
  const { width, window } = await scope.page.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    window: innerWidth,
  }));
  expect(width).toBeLessThanOrEqual(window);
}

for (const { name, viewport } of SIZES) {
  test.describe(name, () => {
    test.use({ viewport });

    test(`first run, dialogs and a live session hold to the axe rules, ${name}`, async ({ practice, scope }) => {
      const { page } = scope;
      await expect(scope.button('Connect to the practice server')).toBeVisible();
      await expectAccessibleInBoth(page);
      await expectNoSidewaysScroll(scope);

      await scope.button('Connection options').click();
      await expect(page.getByRole('dialog', { name: 'Connection options' })).toBeVisible();
      await expectAccessibleInBoth(page, '[aria-label="Connection options"][popover]');
      await page.keyboard.press('Escape');
      await scope.button('Keys').click();
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
      await expectAccessibleInBoth(page, 'dialog[open]');
      await page.keyboard.press('Escape');

      await connectAndEmit(scope, practice.url);
      await expectAccessibleInBoth(page);
      await expectNoSidewaysScroll(scope);
    });

    test(`a row's details, readouts and sessions hold to the axe rules, ${name}`, async ({ practice, scope }) => {
      const { page } = scope;
      await connectAndEmit(scope, practice.url);
      await scope.row('BINARY_ACK').click();
      await turnTo(scope, 'Details');
      // A narrow window differs in its layout alone: one look tells.
      for (const tab of name === 'wide' ? TABS : (['Bytes'] as const)) {
        await scope.detailsTab(tab).click();
        await expectAccessibleInBoth(page, '[aria-label="Details"]');
      }
      await turnTo(scope, 'Emit');
      for (const tab of ['Replay', 'Answer', 'Faults']) {
        await page.getByRole('tablist', { name: 'Speaking' }).getByRole('tab', { name: tab }).click();
        await expect(page.getByRole('region', { name: tab })).toBeVisible();
        await expectAccessibleInBoth(page, '[data-pane="emit"]');
      }
      await page.getByRole('tablist', { name: 'Speaking' }).getByRole('tab', { name: 'Emit' }).click();
      await page.getByRole('combobox', { name: 'Composer' }).selectOption({ label: 'Raw' });
      await expectApart(page.getByRole('tab', { name: 'Faults' }), page.getByRole('combobox', { name: 'Layer' }));
      await expectNoSidewaysScroll(scope);
      await turnTo(scope, 'Insight');
      await page.getByRole('region', { name: 'Acknowledgements' }).getByRole('button').first().click();
      await expectAccessibleInBoth(page, '[aria-label="Acknowledgements"]');
      await turnTo(scope, 'Sessions');
      await scope.disconnect();
      // All panes at once, where there is room for them, with a row selected and every readout open.
      await expectAccessibleInBoth(page);
      await scope.sessionAction(scope.session(/./).first(), 'Export');
      await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
      await expectAccessibleInBoth(page, 'dialog[open]');
    });

    test(`what went wrong is told accessibly, ${name}`, async ({ scope }) => {
      const sample = await readFile(new URL('../samples/v1-basic.sockscope.ndjson', import.meta.url), 'utf8');
      await scope.import('cut.sockscope.ndjson', `${sample}{"seq":16\n`);
      await scope.setFilter('kind:nothing');
      await expect(scope.alerts.first()).toBeVisible();
      await scope.url.fill('not a url');
      await scope.button('Connect').click();
      await expect(scope.alerts).toHaveCount(2);
      await expectAccessibleInBoth(scope.page);
      await expectNoSidewaysScroll(scope);
      await scope.setFilter('kind:malformed');
      await expect(scope.alerts).toHaveCount(1);
      await scope.rows.first().click();
      await turnTo(scope, 'Details');
      await scope.detailsTab('Bytes').click();
      await expectAccessibleInBoth(scope.page, '[aria-label="Details"]');
    });
  });
}
