import { serveProxy } from '../labs/proxy.ts';
import { serveIo } from '../labs/serving.ts';
import { LOST_CONNECTION } from './complaints.ts';
import { expect, fillOptions, test } from './doctor-kit.ts';
import { expectInOrder } from './in-order.ts';
import { MortalServer } from './mortal-server.ts';

// Tall enough for every row of a short session.
test.use({ viewport: { width: 1280, height: 2400 } });

/** Waits of 300 ms, and of 600 at most from the second on, each up to half of it off. */
const QUICK_RETURN = { reconnectionDelayMs: '300', reconnectionDelayMaxMs: '600' };

const WAIT = /waited ([\d,]+) ms, planned (\d+) (?:±|ms)/;

test('a server that dies and comes back: each attempt with its planned and its actual wait, then the new sid', async ({
  complaints,
  scope,
  diagnosis,
}) => {
  complaints.expect(LOST_CONNECTION);
  const mortal = new MortalServer();
  await mortal.start();
  try {
    await scope.fillForm(mortal.url);
    await fillOptions(scope, QUICK_RETURN);
    await scope.button('Connect').click();
    await scope.connected();
    await expect(scope.row('upgrade', 'client')).toBeVisible();
    await mortal.kill();
    await scope.setFilter('kind:client');
    await expect(scope.rows.filter({ hasText: 'reconnect_attempt' })).not.toHaveCount(0);
    await expect(scope.rows.filter({ hasText: 'reconnect_error' }).nth(1)).toBeVisible();
    await mortal.start();
    await scope.connected();
    const rows = await scope.allRows();
    expectInOrder(rows, [
      /^- client connect /,
      /^- client disconnect .*transport close.*1006/,
      /^- client reconnect_attempt 1/,
      /^- client reconnect_error "xhr poll error"/,
      /^- client reconnect_attempt 2/,
      /^- client reconnect_error/,
      /^- client reconnect \d/,
      /^- client connect /,
    ]);
    for (const attempt of rows.filter(({ event }) => event === 'reconnect_attempt')) {
      const [, waited, planned] = WAIT.exec(attempt.data) ?? [];
      expect([300, 600]).toContain(Number(planned));
      // A busy machine is late; it is never early.
      expect(Number(waited?.replace(',', ''))).toBeGreaterThanOrEqual(Number(planned) / 2);
    }
    const sids = rows.filter(({ event }) => event === 'connect').map(({ data }) => /"id":"([^"]+)"/.exec(data)?.[1]);
    expect(new Set(sids).size).toBe(2);
    const losses = scope.page.getByRole('list', { name: 'Reconnects' });
    await expect(losses).toContainText(/lost: transport close.*back after .*new sid \S+/s);
    await expect(losses).toContainText(/attempt 1 waited .*, planned 300 ms .*xhr poll error/s);
    await diagnosis.unfold();
    await expect(diagnosis.region).toContainText('no findings');
  } finally {
    await mortal.kill();
  }
});

test('a connection that is cut and recovered says so', async ({ complaints, scope }) => {
  complaints.expect(LOST_CONNECTION);
  const target = await serveIo({ connectionStateRecovery: {} });
  const cuts: (() => void)[] = [];
  const proxy = await serveProxy(target, { joined: (near) => void cuts.push(() => near.destroy()) });
  try {
    await scope.fillForm(proxy.url);
    await fillOptions(scope, { ...QUICK_RETURN, transports: 'websocket' });
    await scope.button('Connect').click();
    await scope.connected();
    await expect(scope.row('EVENT', 'welcome')).toBeVisible();
    for (const cut of cuts) cut();
    await expect(scope.row('reconnect')).toBeVisible();
    await scope.connected();
    await expect(scope.status).toContainText('state recovered');
  } finally {
    await proxy.close();
    await target.close();
  }
});
