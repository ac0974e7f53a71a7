import { serveFromOutside } from '../labs/page-from-outside.ts';
import { serveIo } from '../labs/serving.ts';
import { DiagnosisRegion, expect, PATIENT, test as base } from './doctor-kit.ts';
import { Sockscope } from './sockscope.ts';

/** The app as a page from outside, in a browser that takes it for one. */
const test = base.extend<{ readonly outside: Sockscope }>({
  outside: async ({ app, playwright, launchOptions }, use) => {
    const page = await serveFromOutside(app);
    const args = [...(launchOptions.args ?? []), ...page.browserArgs];
    const browser = await playwright.chromium.launch({ ...launchOptions, args });
    const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 2000 } });
    const tab = await context.newPage();
    await tab.goto(page.url);
    await use(new Sockscope(tab));
    await browser.close();
    await page.close();
  },
});

test('N4, a page by https and a server by http: the first finding names the cause', async ({ outside }) => {
  const diagnosis = new DiagnosisRegion(outside.page);
  // Nobody is asked for it: the browser stops at the scheme.
  await outside.connect('http://shop.example:3000');
  await expect(outside.status).toHaveText(/^(failed|reconnecting)/, PATIENT);
  await diagnosis.unfold();
  await expect(diagnosis.heading).toHaveText(/came by https/);
  await expect(diagnosis.certainty).toHaveText(/^Certain:/);
  expect(await diagnosis.remedy()).toMatch(/Serve it by https/);
  await diagnosis.followEvidence();
  await diagnosis.diagnose();
  await expect(diagnosis.checks.first()).toContainText('may not open http://shop.example:3000');
});

test('N5, a page from outside and a server of this machine: the first finding names the cause', async ({ outside }) => {
  const diagnosis = new DiagnosisRegion(outside.page);
  const { url, close } = await serveIo();
  try {
    await outside.connect(url);
    await expect(outside.status).toHaveText(/^(failed|reconnecting)/, PATIENT);
    await diagnosis.diagnose();
    await expect(diagnosis.heading).toHaveText(/into your local network/);
    await expect(diagnosis.certainty).toHaveText(/^Certain:/);
    expect(await diagnosis.remedy()).toMatch(/Allow it when the browser asks/);
    await diagnosis.followEvidence();
  } finally {
    await close();
  }
});
