import { HEALTHY } from '../labs/healthy.ts';
import { LABS } from '../labs/table.ts';
import { expect, fillOptions, test } from './doctor-kit.ts';

test.describe.configure({ mode: 'parallel' });

// What the browser says of a failure that is brought about on purpose.
const OF_THE_LAB = /./;

for (const { id, name, start, expects, needsDiagnose } of LABS) {
  test(`${id}, ${name}: the first finding names the cause`, async ({ complaints, scope, diagnosis, hands }) => {
    complaints.expect(OF_THE_LAB);
    const { url, form = {}, act, close } = await start();
    try {
      await scope.fillForm(url);
      await fillOptions(scope, form);
      await scope.button('Connect').click();
      if (act) await act(hands);
      else await hands.status('failed', 'reconnecting', 'disconnected');
      if (needsDiagnose) await diagnosis.diagnose();
      else await diagnosis.unfold();
      await expect(diagnosis.heading).toHaveText(expects.cause);
      await expect(diagnosis.certainty).toHaveText(new RegExp(`^${expects.certainty}:`, 'i'));
      for (const words of expects.waysRound ?? []) {
        await expect(diagnosis.first.getByRole('button', { name: words })).toBeVisible();
      }
      expect(await diagnosis.remedy()).toMatch(expects.remedy);
      await diagnosis.followEvidence();
    } finally {
      await close();
    }
  });
}

for (const { name, start, missing } of HEALTHY) {
  test(`${name}: the doctor finds nothing, before and after Diagnose`, async ({ complaints, scope, diagnosis }) => {
    const why = missing?.();
    test.skip(why !== undefined, why);
    // The checks ask for what a server of one transport or one generation refuses.
    complaints.expect(/the server responded with a status of 400/);
    const { url, form = {}, close } = await start();
    try {
      await scope.fillForm(url);
      await fillOptions(scope, form);
      await scope.button('Connect').click();
      await scope.connected();
      await diagnosis.unfold();
      await expect(diagnosis.region).toContainText('Nothing stands out');
      await diagnosis.diagnose();
      await expect(diagnosis.region).toContainText('no findings');
      await expect(diagnosis.findings).toHaveCount(0);
      await expect(scope.status).toHaveText(/^connected/);
    } finally {
      await close();
    }
  });
}
