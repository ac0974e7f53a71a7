import { expect, test } from './fixtures.ts';
import { Sockscope } from './sockscope.ts';

const SECRET = 'sesame';

test('a link fills the form and never connects', async ({ app, page, server }) => {
  const { io, url } = await server();
  let requests = 0;
  io.engine.on('initial_headers', () => requests++);
  const fields = new URLSearchParams({
    url,
    path: '/my/',
    ns: '/a,/b',
    transports: 'websocket',
    auth: `{"t":"${SECRET}"}`,
  });
  await page.goto(`${app}#${fields}`);
  const scope = new Sockscope(page);
  await expect(scope.url).toHaveValue(url);
  await scope.button('Connection options').click();
  const dialog = page.getByRole('dialog', { name: 'Connection options' });
  await expect(dialog.getByRole('textbox', { name: 'Path' })).toHaveValue('/my/');
  await expect(dialog.getByRole('textbox', { name: 'Namespaces' })).toHaveValue('/a,/b');
  await expect(dialog.getByRole('combobox', { name: 'Transports' })).toHaveValue('websocket');
  await expect(dialog.getByRole('textbox', { name: 'Auth' })).toHaveValue('');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(scope.status).toHaveText(/^disconnected/);
  await expect(scope.sessions.getByRole('listitem')).toHaveCount(0);

  // A second link, while the page is open, is only read as well.
  await page.evaluate(() => (location.hash = '#url=http://127.0.0.1:9/'));
  await expect(scope.url).toHaveValue('http://127.0.0.1:9/');
  await expect(scope.status).toHaveText(/^disconnected/);
  expect(requests).toBe(0);
  expect(io.engine.clientsCount).toBe(0);
});

test('auth reaches the server and stays out of the address and of what the browser keeps', async ({
  practice,
  scope,
}) => {
  const { page } = scope;
  await scope.connect(practice.url, { namespaces: '/members', auth: `{"token": "${SECRET}"}` });
  await scope.connected();
  await expect(scope.row('EVENT', 'welcome')).toBeVisible();
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  expect(kept).toContain(practice.url);
  expect(kept).not.toContain(SECRET);
  expect(page.url()).not.toContain(SECRET);
  await scope.disconnect();
  await page.reload();
  await expect(scope.url).toHaveValue(practice.url);
  await scope.button('Connection options').click();
  await expect(page.getByRole('textbox', { name: 'Auth' })).toHaveValue('');
});

test('what a server says is text: markup in it is shown, and does not run', async ({ server, scope }) => {
  const { io, url } = await server();
  const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  io.on('connection', (socket) => socket.emit(markup, markup, { [markup]: markup }));
  await scope.connect(url, { transports: 'WebSocket only' });
  await expect(scope.row('EVENT', markup)).toBeVisible();
  await scope.select(scope.row('EVENT', markup));
  for (const tab of ['Message', 'Packet', 'Bytes', 'Explain'] as const) {
    await scope.detailsTab(tab).click();
    await expect(scope.panel).toContainText('<img src=x');
    await expect(scope.panel.locator('img, script')).toHaveCount(0);
  }
  expect(await scope.page.title()).toBe('Sockscope');
});
