import { expect, expectAccessible, test } from './fixtures.ts';

const PACKETS = '0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000}\\u001e40{"sid":"b"}';
const SESSION = [
  '{"format":"sockscope","version":1,"id":"grid","name":"A grid","startedAt":"2026-11-20T10:15:02.120Z","app":"test","userAgent":"","connections":[{"id":1,"url":"http://host","path":"/socket.io/","protocol":"v4","parser":"default","transports":["polling","websocket"],"namespaces":["/"]}],"notes":[],"tags":[]}',
  '{"seq":0,"at":0,"conn":1,"kind":"request","chan":1,"via":"polling","method":"GET","url":"http://host/socket.io/"}',
  `{"seq":1,"at":10,"conn":1,"kind":"response","chan":1,"via":"polling","status":200,"text":${JSON.stringify(PACKETS).replaceAll('\\\\u001e', '\\u001e')}}`,
  '{"seq":2,"at":20,"conn":1,"kind":"frame","chan":2,"via":"websocket","dir":"sent","text":"420[\\"ask\\",{\\"a\\":1}]"}',
  '{"seq":3,"at":441,"conn":1,"kind":"frame","chan":2,"via":"websocket","dir":"received","text":"430[\\"yes\\"]"}',
  '{"seq":4,"at":500,"conn":1,"kind":"frame","chan":2,"via":"websocket","dir":"received","text":"42[\\"broken\\""}',
  '{"seq":5,"at":600,"conn":1,"kind":"frame","chan":2,"via":"websocket","dir":"sent","text":"421[\\"ask\\",{\\"a\\":2}]"}',
  '{"seq":6,"at":62500,"conn":1,"kind":"frame","chan":2,"via":"websocket","dir":"received","text":"2"}',
]
  .map((line) => `${line}\n`)
  .join('');

test.beforeEach(async ({ scope }) => {
  await scope.import('grid.sockscope.ndjson', SESSION);
  await expect(scope.rows).toHaveCount(9);
  await scope.grid.focus();
});

test('rows are selected together, told, and copied; one is copied as its frame', async ({ scope }) => {
  const { page } = scope;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await scope.row('ask').click();
  await page.keyboard.press('Control+c');
  await expect.poll(clipboard).toBe('420["ask",{"a":1}]');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('status', { name: 'Selection' })).toContainText('2 selected · 28 B · 421 ms apart');
  await expect(scope.grid.locator('[aria-selected="true"]')).toHaveCount(2);
  await page.keyboard.press('Control+c');
  await expect.poll(clipboard).toContain('2\t20\tsent\tEVENT\t/\task\t');
  await page.getByRole('button', { name: 'Copy as JSON' }).click();
  await expect.poll(clipboard).toBe('[\n[{"a":1}],\n["yes"]\n]');

  await scope.lastRow('ask').click({ modifiers: ['Control'] });
  await expect(scope.grid.locator('[aria-selected="true"]')).toHaveCount(3);
  await scope.setFilter('event:ask');
  await expect(scope.grid.locator('[aria-selected="true"]')).toHaveCount(3);
  await scope.setFilter('');
  await expect(scope.rows).toHaveCount(9);
  await scope.grid.press('Escape');
  await expect(scope.grid.locator('[aria-selected="true"]')).toHaveCount(1);
  await scope.grid.press('Control+a');
  await expect(scope.grid.locator('[aria-selected="true"]')).toHaveCount(9);
});

test('a note is written in its row, found again by key, and still there after a reload', async ({ scope }) => {
  const { page } = scope;
  await scope.row('ACK').click();
  await page.keyboard.press('m');
  await expect(page.getByRole('textbox', { name: 'Note on #3' })).toBeFocused();
  await page.keyboard.insertText('late again');
  await page.keyboard.press('Enter');
  await expect(scope.row('ACK')).toContainText('late again');
  await expect(scope.grid).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+M');
  await expect(scope.row('ping').getByRole('img', { name: 'Marked' })).toBeVisible();
  await page.keyboard.press('Shift+J');
  await expect(scope.row('ACK')).toHaveAttribute('aria-selected', 'true');
  await page.reload();
  await scope.sessionAction(scope.session('A grid'), 'Open');
  await expect(scope.row('ACK')).toContainText('late again');
  await expect(scope.row('ping').getByRole('img', { name: 'Marked' })).toBeVisible();
});

test('parts fold under their row, and what leads into a fold opens it', async ({ scope }) => {
  const { page } = scope;
  await scope.row('open').click();
  await page.keyboard.press('ArrowLeft');
  await expect(scope.row('response')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowLeft');
  await expect(scope.rows).toHaveCount(7);
  await expect(scope.counts).toHaveText('9 recorded · 7 shown · 2 in folded groups');
  await expect(scope.row('response').getByRole('button', { name: '2 parts' })).toHaveAttribute(
    'aria-expanded',
    'false',
  );
  await page.keyboard.press('g');
  await expect(page.getByRole('textbox', { name: 'Go to time or seq' })).toBeFocused();
  await page.keyboard.insertText('#2');
  await page.keyboard.press('Enter');
  await expect(scope.row('ask')).toHaveAttribute('aria-selected', 'true');
  await expect(scope.grid).toBeFocused();
  await page.keyboard.press('n');
  await expect(scope.lastRow('ask')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Shift+E');
  await expect(scope.row('malformed')).toHaveAttribute('aria-selected', 'true');
  await scope.row('response').getByRole('button', { name: '2 parts' }).click();
  await expect(scope.rows).toHaveCount(9);
});

test('columns are chosen, moved and widened, times count from elsewhere, and all of it is remembered', async ({
  scope,
}) => {
  const { page } = scope;
  const head = (name: string) => page.getByRole('columnheader', { name, exact: true });
  const leftOf = async (name: string) => (await head(name).boundingBox())!.x;
  await page.getByRole('button', { name: 'Columns' }).click();
  const panel = page.getByRole('dialog', { name: 'Columns' });
  await panel.getByRole('checkbox', { name: 'Latency' }).check();
  await panel.getByRole('checkbox', { name: 'Direction' }).uncheck();
  await panel.getByRole('button', { name: 'Kind further left' }).click();
  await panel.getByRole('spinbutton', { name: 'Width of Event (px)' }).fill('120');
  await page.keyboard.press('Tab');
  await expectAccessible(page, '[role="dialog"]');
  await page.keyboard.press('Escape');
  await expect(head('Direction')).toBeHidden();
  expect(await leftOf('Kind')).toBeLessThan(await leftOf('Time'));
  expect((await head('Event').boundingBox())!.width).toBe(120);
  await expect(scope.row('ACK').getByRole('gridcell').last()).toHaveText('421');
  await scope.row('ACK').click();
  await page.keyboard.press('t');
  await page.keyboard.press('t');
  await expect(scope.row('malformed').getByRole('gridcell').first()).toHaveText('+59');
  await page.reload();
  await scope.sessionAction(scope.session('A grid'), 'Open');
  await expect(head('Latency')).toBeAttached();
  await expect(head('Time')).toHaveAttribute('title', /selected row, in ms/);
});

test('the menu of a row is there by key and by pointer, and the latency leads to the question', async ({ scope }) => {
  const { page } = scope;
  await scope.row('ACK').getByRole('button', { name: '421 ms' }).click();
  await expect(scope.row('ask')).toHaveAttribute('aria-selected', 'true');
  await scope.grid.press('Shift+F10');
  const menu = page.getByRole('menu', { name: 'Rows' });
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('t');
  await page.keyboard.press('Enter');
  await expect(scope.row('ACK')).toHaveAttribute('aria-selected', 'true');
  await scope.row('malformed').click({ button: 'right' });
  await expect(menu).toBeVisible();
  await expectAccessible(page, '[role="menu"]');
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(scope.grid).toBeFocused();
});
