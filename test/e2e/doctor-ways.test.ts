import { clusterWithoutStickySessions } from '../labs/causes/t3-cluster.ts';
import { middlewareHangs } from '../labs/causes/a3-middleware-hangs.ts';
import { LABS } from '../labs/table.ts';
import { expect, fillOptions, test } from './doctor-kit.ts';

test.describe.configure({ mode: 'parallel' });

// What the browser says of a failure that is brought about on purpose.
const OF_THE_LAB = /./;

for (const { id, name, start, expects } of LABS) {
  for (const words of expects.waysRound ?? []) {
    test(`${id}, ${name}: “${words}” connects, by one click`, async ({ complaints, scope, diagnosis, hands }) => {
      complaints.expect(OF_THE_LAB);
      const { url, form = {}, act, close } = await start();
      try {
        await scope.fillForm(url);
        await fillOptions(scope, form);
        await scope.button('Connect').click();
        if (act) await act(hands);
        else await hands.status('failed', 'reconnecting');
        await diagnosis.diagnose();
        await diagnosis.first.getByRole('button', { name: words }).click();
        await scope.connected();
        await expect(diagnosis.region).toContainText('no findings');
        if (words === 'Use WebSocket only') await expect(scope.status).toContainText('websocket');
        if (words === 'Use relay') await expect(scope.status).toContainText('relay');
      } finally {
        await close();
      }
    });
  }
}

test('missing sticky sessions are named with the count of sessions that were lost', async ({
  complaints,
  scope,
  diagnosis,
  hands,
}) => {
  complaints.expect(OF_THE_LAB);
  const { url, act, close } = await clusterWithoutStickySessions.start();
  try {
    await scope.connect(url);
    await act?.(hands);
    await diagnosis.diagnose();
    await expect(diagnosis.heading).toContainText('sticky sessions are missing');
    await expect(diagnosis.certainty).toHaveText(/ \d+ of \d+ (sessions|in the check)/);
    await expect(diagnosis.first.getByRole('link', { name: /^#\d+$/ })).not.toHaveCount(0);
    await expect(diagnosis.checks.filter({ hasText: 'Sticky sessions' })).toContainText(/of 5 sessions/);
    await diagnosis.followEvidence();
  } finally {
    await close();
  }
});

test('Diagnose can be cancelled while a check waits', async ({ complaints, scope, diagnosis, hands }) => {
  complaints.expect(OF_THE_LAB);
  const { url, act, close } = await middlewareHangs.start();
  try {
    await scope.connect(url);
    await act?.(hands);
    await diagnosis.unfold();
    await diagnosis.region.getByRole('button', { name: /^Diagnose/ }).click();
    await expect(diagnosis.checks.filter({ hasText: 'Namespace and auth' })).toContainText('running');
    await diagnosis.region.getByRole('button', { name: 'Cancel' }).click();
    await expect(diagnosis.checks.filter({ hasText: 'Namespace and auth' })).toContainText('cancelled');
    await expect(diagnosis.region.getByRole('button', { name: 'Diagnose again' })).toBeVisible();
  } finally {
    await close();
  }
});
