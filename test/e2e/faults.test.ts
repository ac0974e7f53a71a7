import type { TestServer } from './fixtures.ts';
import { expect, test } from './fixtures.ts';
import type { Sockscope } from './sockscope.ts';

const BEATS = { pingInterval: 300, pingTimeout: 300 };

function dockTab({ page }: Sockscope, name: RegExp) {
  return page.getByRole('tab', { name });
}

/** Kinds and events of the rows, without what belongs to polling. */
async function story(scope: Sockscope): Promise<readonly string[]> {
  await scope.setFilter('-kind:request,response');
  return (await scope.allRows()).map(({ kind, event, data }) => `${kind} ${event} ${data}`.replace(/\s+/g, ' ').trim());
}

test('withheld pongs end the session, and log, dock and diagnosis tell why', async ({ scope, server }) => {
  const { url } = await server(BEATS);
  await scope.page.setViewportSize({ width: 1280, height: 1600 });
  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
  await dockTab(scope, /^Faults/).click();
  await scope.page.getByRole('switch', { name: 'Withhold pongs' }).click();
  await expect(dockTab(scope, /^Faults/)).toHaveAccessibleName('Faults 1 on');
  await scope.setFilter('-kind:request,response');
  await expect(scope.row('client', 'disconnect')).toBeVisible();
  await scope.disconnect();
  const rows = await story(scope);
  const from = rows.findIndex((row) => row.startsWith('user fault withhold the heartbeat'));
  const after = rows.slice(from).filter((row) => !row.startsWith('ping'));
  expect(after.slice(0, 2)).toEqual([
    'user fault withhold the heartbeat',
    'client withheld pong not sent: the fault is on',
  ]);
  expect(after.some((row) => row.startsWith('pong'))).toBe(false);
  expect(after).toContainEqual(expect.stringMatching(/^closed/));
  expect(after).toContain('user fault_end withhold the heartbeat disconnected');
  await scope.unfoldDiagnosis();
  await expect(scope.findings.first()).toContainText('You withheld the pongs');
});

test('over polling, a dropped transport posts no goodbye, and what is typed goes as it is', async ({
  scope,
  server,
}) => {
  const { url, io }: TestServer = await server();
  const reasons: string[] = [];
  io.on('connection', (socket) => void socket.on('disconnect', (reason) => void reasons.push(reason)));
  await scope.page.setViewportSize({ width: 1280, height: 1600 });
  await scope.connect(url, { transports: 'Polling only', reconnect: false });
  await scope.connected();
  await dockTab(scope, /^Faults/).click();
  await scope.page.getByRole('button', { name: 'Drop the transport' }).click();
  await expect.poll(() => reasons).toEqual(['transport error']);
  await expect(scope.status).toHaveText(/^disconnected/);
  const rows = await story(scope);
  const from = rows.findIndex((row) => row.startsWith('user fault drop the transport'));
  expect(rows.slice(from).filter((row) => /^close( |$)/.test(row))).toEqual([]);
  await scope.setFilter('');
  await scope.button('Connect').click();
  await scope.connected();
  await dockTab(scope, /^Emit/).click();
  await scope.page.getByRole('combobox', { name: 'Composer' }).selectOption('Raw');
  await scope.page.getByRole('combobox', { name: 'Layer' }).selectOption('Body of a POST');
  await scope.page.getByRole('textbox', { name: 'Raw message' }).fill('2');
  const foretold = scope.page.getByRole('status', { name: 'What a standard server will do' });
  await expect(foretold).toContainText('answers the POST with ok and the poll with close (1)');
  await scope.page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect.poll(() => reasons).toEqual(['transport error', 'transport error']);
  await expect(scope.row('close')).toBeVisible();
  await expect(scope.row('user', 'raw')).toContainText('frame of 1 character');
});

test('a question of the server is answered by hand, and the next by a rule', async ({ scope, server }) => {
  const { url, io } = await server();
  const answers: unknown[] = [];
  const asked: (() => void)[] = [];
  io.on('connection', (socket) => {
    asked.push(() => void socket.emit('confirm', 'order 17', (...answer: unknown[]) => void answers.push(answer)));
  });
  await scope.connect(url, { transports: 'WebSocket only' });
  await scope.connected();
  asked[0]?.();
  await expect(dockTab(scope, /^Answer/)).toHaveAccessibleName('Answer 1 waiting');
  await dockTab(scope, /^Answer/).click();
  const pane = scope.page.getByRole('region', { name: 'Answer', exact: true }).last();
  await pane.getByRole('button', { name: 'Answer confirm, id 0' }).click();
  await pane.getByRole('textbox', { name: 'Answer' }).fill('["yes", {"$binary":"AQI="}]');
  await pane.getByRole('form', { name: 'Answer' }).getByRole('button', { name: 'Answer' }).click();
  await expect.poll(() => answers).toEqual([['yes', Buffer.from([1, 2])]]);
  await expect(pane.getByRole('status', { name: 'Questions' })).toHaveText('no question waits');
  await pane.getByRole('button', { name: 'Add rule' }).click();
  const form = pane.getByRole('form', { name: 'Answer rule' });
  await form.getByRole('textbox', { name: 'Answer' }).fill('[{{$seq}}, "no"]');
  await form.getByRole('combobox', { name: 'Event' }).fill('confirm');
  await form.getByRole('button', { name: 'Save rule' }).click();
  await expect(pane.getByRole('list').getByText('confirm')).toBeVisible();
  asked[0]?.();
  await expect.poll(() => answers.slice(1)).toEqual([[1, 'no']]);
  await expect(scope.lastRow('user', 'answer')).toContainText('by the rule for confirm');
});
