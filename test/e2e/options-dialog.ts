import type { Locator } from 'playwright/test';
import { expect } from 'playwright/test';
import type { Sockscope } from './sockscope.ts';

/** What is typed, chosen and switched, by the names on the screen. */
export type Settings = {
  readonly texts?: Readonly<Record<string, string>>;
  readonly choices?: Readonly<Record<string, string>>;
  readonly switches?: Readonly<Record<string, boolean>>;
};

/** The dialog “Connection options”, with its folds open. */
export class OptionsDialog {
  readonly #scope: Sockscope;
  readonly element: Locator;

  constructor(scope: Sockscope) {
    this.#scope = scope;
    this.element = scope.page.getByRole('dialog', { name: 'Connection options' });
  }

  async open(): Promise<void> {
    await this.#scope.button('Connection options').click();
    await expect(this.text('Path')).toBeVisible();
    const folded = this.element.locator('details:not([open]) > summary');
    while ((await folded.count()) > 0) await folded.first().click();
  }

  text(name: string): Locator {
    return this.element.getByRole('textbox', { name, exact: true });
  }

  choice(name: string): Locator {
    return this.element.getByRole('combobox', { name, exact: true });
  }

  switch(name: string): Locator {
    return this.element.getByRole('checkbox', { name, exact: true });
  }

  async set({ texts = {}, choices = {}, switches = {} }: Settings): Promise<void> {
    for (const [name, words] of Object.entries(choices)) await this.choice(name).selectOption(words);
    for (const [name, isOn] of Object.entries(switches)) await this.switch(name).setChecked(isOn);
    for (const [name, text] of Object.entries(texts)) await this.text(name).fill(text);
  }

  async close(): Promise<void> {
    await this.element.getByRole('button', { name: 'Close' }).click();
    await expect(this.element).toBeHidden();
  }
}

/** Fills the whole form and connects. */
export async function connectWith(scope: Sockscope, url: string, settings: Settings): Promise<void> {
  await scope.url.fill(url);
  const dialog = new OptionsDialog(scope);
  await dialog.open();
  await dialog.set(settings);
  await dialog.close();
  await scope.button('Connect').click();
}
