import type { Locator, Page } from 'playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import type { Sockscope } from './sockscope.ts';

class Lanes {
  readonly page: Page;
  readonly picture: Locator;
  readonly group: Locator;
  readonly start: Locator;
  readonly end: Locator;

  constructor({ page }: Sockscope) {
    this.page = page;
    this.picture = page.getByRole('img', { name: 'Overview', exact: true });
    this.group = page.getByRole('group', { name: 'Overview lanes' });
    this.start = this.group.getByRole('slider', { name: 'Start of the shown time' });
    this.end = this.group.getByRole('slider', { name: 'End of the shown time' });
  }

  /** Which share of the session is shown. */
  async share(): Promise<number> {
    const [from, to, whole] = await this.end.evaluate((end) => {
      const start = end.parentElement?.querySelector('[role="slider"]');
      return [start?.ariaValueNow, end.ariaValueNow, end.ariaValueMax].map(Number);
    });
    return ((to ?? 0) - (from ?? 0)) / (whole ?? 0);
  }

  /** Presses at `from` and lets go at `to`, both shares of the picture's width, in the lane at `y`. */
  async drag(from: number, to: number, y: number): Promise<void> {
    const box = await this.picture.boundingBox();
    if (!box) throw new Error('the overview is in sight');
    await this.page.mouse.move(box.x + from * box.width, box.y + y);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + ((from + to) / 2) * box.width, box.y + y);
    await this.page.mouse.move(box.x + to * box.width, box.y + y);
    await this.page.mouse.up();
  }
}

/** Session that has ended: nothing in it moves any more. */
async function recorded(scope: Sockscope, url: string): Promise<Lanes> {
  await scope.connect(url);
  await scope.connected();
  await expect(scope.status).toContainText('websocket');
  await scope.emit({ event: 'echo', args: '[1]', ack: true });
  await expect(scope.row('ACK', 'received')).toBeVisible();
  await scope.disconnect();
  return new Lanes(scope);
}

test('the overview says in words what its lanes show', async ({ scope, practice }) => {
  const lanes = await recorded(scope, practice.url);
  await expect(lanes.picture).toHaveAccessibleDescription(
    /1 connection in .*polling requests .*WebSocket open .*closed.*upgrade after .*ms.*1 event sent.*1 ack/,
  );
  await expectAccessible(scope.page, '[data-pane="overview"]');
});

test('keys zoom and pan, 0 shows everything, the handles and the wheel do the same', async ({ scope, practice }) => {
  const lanes = await recorded(scope, practice.url);
  await lanes.group.focus();
  await scope.page.keyboard.press('w');
  await expect.poll(() => lanes.share()).toBeLessThan(0.8);
  const start = Number(await lanes.start.getAttribute('aria-valuenow'));
  await scope.page.keyboard.press('ArrowLeft');
  await expect.poll(async () => Number(await lanes.start.getAttribute('aria-valuenow'))).toBeLessThan(start);
  const share = await lanes.share();
  await lanes.end.press('ArrowLeft');
  await expect.poll(() => lanes.share()).toBeLessThan(share * 0.99);
  await lanes.group.focus();
  await scope.page.keyboard.press('0');
  await expect.poll(() => lanes.share()).toBe(1);
  await lanes.picture.hover();
  await scope.page.mouse.wheel(0, -300);
  await expect.poll(() => lanes.share()).toBeLessThan(0.6);
});

test('a brushed range restricts the rows, and Esc gives them back', async ({ scope, practice }) => {
  const lanes = await recorded(scope, practice.url);
  const rowCount = async (): Promise<number> => Number(await scope.grid.getAttribute('aria-rowcount'));
  const all = await rowCount();
  await lanes.drag(0.5, 1, 70);
  await expect.poll(rowCount).toBeLessThan(all);
  await lanes.group.focus();
  await scope.page.keyboard.press('Escape');
  await expect.poll(rowCount).toBe(all);
});

test('a click on a lane selects the nearest row in it, and the pointer is told what is there', async ({
  scope,
  practice,
}) => {
  const lanes = await recorded(scope, practice.url);
  await lanes.picture.hover({ position: { x: 300, y: 24 } });
  await expect(lanes.group).toContainText(/open .* frames/);
  await lanes.picture.click({ position: { x: 3, y: 24 } });
  await expect(scope.details).toContainText('opened');
  const hovered = lanes.group.locator('.hovered');
  await scope.row('ACK', 'received').hover();
  await expect(hovered).toBeVisible();
  await scope.filter.hover();
  await expect(hovered).toBeHidden();
});
