import { BUSY, startBusy } from '../labs/busy-session.ts';
import { fillOptions } from './doctor-kit.ts';
import { expect, test } from './fixtures.ts';

// What the session tells must be brought about first: ten seconds of traffic and three losses.
test.describe.configure({ timeout: 120_000 });

test('two connections, upgraded and not, lost and back: one time axis tells all of it', async ({
  complaints,
  scope,
}) => {
  complaints.expect(/WebSocket connection to|400 \(Bad Request\)/);
  const busy = await startBusy();
  try {
    const { page } = scope;
    await scope.fillForm(busy.url);
    await fillOptions(scope, { namespaces: '/, /market' });
    await scope.button('Connect').click();
    await scope.connected();
    await expect(scope.status).toContainText('websocket');
    await scope.button('New connection').click();
    await scope.fillForm(busy.pollingOnlyUrl);
    await scope.button('Connect').click();
    await scope.connected();
    await scope.connections.nth(0).click();
    await busy.play();

    const overview = page.getByRole('img', { name: 'Overview' });
    await expect(overview).toHaveAccessibleDescription(/2 connections/);
    await expect(overview).toHaveAccessibleDescription(new RegExp(`lost ${BUSY.reconnects} times`));
    await expect(overview).toHaveAccessibleDescription(/upgrade after .*1 failed upgrade/);

    const region = (name: string) => page.getByRole('region', { name, exact: true });
    await expect(region('Transport')).toContainText(`${BUSY.reconnects} reconnects`);
    await expect(region('Heartbeats').getByRole('table', { name: 'Heartbeats' }).getByRole('row')).not.toHaveCount(0);
    await expect
      .poll(async () => await region('Heartbeats').getByRole('table', { name: 'Heartbeats' }).getByRole('row').count())
      .toBeGreaterThan(BUSY.heartbeats);

    // What nobody was there to hear is missing; the rest is counted by the rows that match.
    await scope.setFilter('kind:*EVENT dir:in');
    await expect.poll(async () => Number(await scope.grid.getAttribute('aria-rowcount'))).toBeGreaterThan(BUSY.events);
    await scope.setFilter('kind:client event:reconnect');
    await expect(scope.rows).toHaveCount(BUSY.reconnects);
    await scope.setFilter('event:upgrade_error');
    await expect(scope.rows).toHaveCount(1);
  } finally {
    await busy.close();
  }
});
