import type { Locator, Page } from 'playwright/test';
import { LABELS, type ConnectForm } from '../../src/capture/connect-form/form.ts';
import type { Hands } from '../labs/lab.ts';
import { expect, test as base } from './fixtures.ts';
import type { Sockscope } from './sockscope.ts';

export { expect };

/** Some of what is brought about takes a few seconds of its own. */
export const PATIENT = { timeout: 15_000 };

/** The app, and what its Diagnosis region shows. */
export const test = base.extend<{ readonly diagnosis: DiagnosisRegion; readonly hands: Hands }>({
  diagnosis: async ({ scope }, use) => use(new DiagnosisRegion(scope.page)),
  hands: async ({ scope }, use) => use(handsOn(scope)),
});

/** Sets every option in which `form` differs from the defaults: by a link, where a link can. */
export async function fillOptions(scope: Sockscope, form: Partial<ConnectForm>): Promise<void> {
  const { path, namespaces, transports, protocol, parser, ...rest } = form;
  const linked = { path, ns: namespaces, transports, protocol, parser };
  if (Object.values(linked).some((value) => value !== undefined))
    await scope.followLink({ url: await scope.url.inputValue(), ...linked });
  if (Object.keys(rest).length > 0) await fillDialog(scope, rest);
}

async function fillDialog(scope: Sockscope, form: Partial<ConnectForm>): Promise<void> {
  await scope.button('Connection options').click();
  const dialog = scope.page.getByRole('dialog', { name: 'Connection options' });
  await expect(dialog.getByRole('textbox', { name: 'Path' })).toBeVisible();
  for (const fold of await dialog.locator('details').all()) {
    if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
  }
  for (const [field, value] of Object.entries(form)) {
    const name = LABELS[field as keyof ConnectForm];
    if (typeof value === 'boolean') await dialog.getByRole('checkbox', { name, exact: true }).setChecked(value);
    else await dialog.getByRole('textbox', { name, exact: true }).fill(value ?? '');
  }
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
}

function handsOn(scope: Sockscope): Hands {
  return {
    status: (...begins) => expect(scope.status).toHaveText(new RegExp(`^(${begins.join('|')})`), PATIENT),
    row: (...words) => expect(scope.row(...words)).toBeVisible(PATIENT),
    emit: (message) => scope.emit(message),
  };
}

export class DiagnosisRegion {
  readonly page: Page;
  readonly region: Locator;
  /** The findings, the most helpful first. */
  readonly findings: Locator;
  readonly first: Locator;
  /** Its cause. */
  readonly heading: Locator;
  /** "Certain: both proofs agree." */
  readonly certainty: Locator;
  readonly checks: Locator;

  constructor(page: Page) {
    this.page = page;
    this.region = page.getByRole('region', { name: 'Diagnosis' });
    this.findings = this.region.getByRole('list', { name: 'Findings' }).locator('> li');
    this.first = this.findings.first();
    this.heading = this.first.getByRole('heading', { level: 3 });
    this.certainty = this.first.getByText(/^(Certain|Likely|Possible):/);
    this.checks = this.region.getByRole('list', { name: 'Probes' }).getByRole('listitem');
  }

  async unfold(): Promise<void> {
    const toggle = this.region.getByRole('button', { name: /^Diagnosis/ });
    await expect(async () => {
      // A connection that fails unfolds it by itself, perhaps right before this click.
      if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
      await expect(toggle).toHaveAttribute('aria-expanded', 'true', { timeout: 500 });
    }).toPass();
  }

  /** Runs the checks, and waits for their end. */
  async diagnose(): Promise<void> {
    await this.unfold();
    await this.region.getByRole('button', { name: /^Diagnose/ }).click();
    await expect(this.region.getByRole('button', { name: 'Diagnose again' })).toBeVisible(PATIENT);
  }

  /** Follows the first link of the first finding to its row. */
  async followEvidence(): Promise<void> {
    const link = this.first.getByRole('link', { name: /^#\d+$/ }).first();
    // What goes on meanwhile may add to the evidence between the two looks.
    await expect(async () => {
      const row = await link.textContent();
      await link.click();
      const details = this.page.getByRole('region', { name: 'Details' });
      await expect(details).toContainText(`${row} `, { timeout: 1000 });
    }).toPass();
  }

  /** All that the first finding says to do, each snippet of it. */
  async remedy(): Promise<string> {
    const texts = [await this.first.textContent()];
    for (const tab of await this.first.getByRole('tab').all()) {
      await tab.click();
      texts.push(await this.first.textContent());
    }
    return texts.join('\n');
  }
}
