import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright/test';
import { expect } from 'playwright/test';

/** A row of the timeline as its cells say it. */
export type ShownRow = {
  readonly seq: number;
  readonly part: number;
  readonly time: number;
  readonly direction: string;
  readonly kind: string;
  readonly nsp: string;
  readonly event: string;
  readonly data: string;
  readonly size: string;
  readonly via: string;
  /** The connection's number, where the session has several. */
  readonly conn: string;
};

export type Options = {
  readonly path?: string;
  readonly namespaces?: string;
  readonly auth?: string;
  readonly query?: string;
  readonly transports?: 'Polling, then upgrade' | 'WebSocket only' | 'Polling only';
  readonly reconnect?: boolean;
};

const TRANSPORTS_IN_LINK = {
  'Polling, then upgrade': 'polling-then-upgrade',
  'WebSocket only': 'websocket',
  'Polling only': 'polling',
} as const;

export type Message = {
  readonly event: string;
  readonly args?: string;
  readonly ack?: boolean;
  readonly ackTimeoutMs?: number;
  /** It is refused at first, and then sent anyway. */
  readonly isInsisted?: boolean;
};

export type DetailsTab = 'Message' | 'Packet' | 'Bytes' | 'Explain';

/** The app's page, everything in it found by role and name. */
export class Sockscope {
  readonly page: Page;
  readonly url: Locator;
  readonly status: Locator;
  readonly grid: Locator;
  readonly rows: Locator;
  readonly counts: Locator;
  readonly filter: Locator;
  readonly follow: Locator;
  readonly details: Locator;
  readonly composer: Locator;
  readonly sessions: Locator;
  readonly connections: Locator;
  readonly diagnosis: Locator;
  readonly alerts: Locator;

  constructor(page: Page) {
    this.page = page;
    this.url = page.getByRole('textbox', { name: 'Server URL' });
    this.status = page.getByRole('status', { name: 'Connection status' });
    this.grid = page.getByRole('grid', { name: 'Timeline' });
    this.rows = this.grid.locator('[role="row"][data-seq]');
    this.counts = page.getByRole('status', { name: 'Counts' });
    this.filter = page.getByRole('searchbox', { name: 'Filter' });
    this.follow = page.getByRole('button', { name: 'Follow' });
    this.details = page.getByRole('region', { name: 'Details' });
    this.composer = page.getByRole('form', { name: 'Emit' });
    this.sessions = page.getByRole('region', { name: 'Sessions', exact: true });
    this.connections = page.getByRole('tablist', { name: 'Connections' }).getByRole('tab');
    this.diagnosis = page.getByRole('region', { name: 'Diagnosis' });
    this.alerts = page.getByRole('alert');
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** A tab behind another draws a frame a second, and every click waits for two of them. */
  async toFront(): Promise<void> {
    await this.page.bringToFront();
  }

  /** Fills the form, and does not connect. */
  async fillForm(url: string, options: Options = {}): Promise<void> {
    await this.toFront();
    const { path, namespaces, transports, ...rest } = options;
    const linked = { path, ns: namespaces, transports: transports && TRANSPORTS_IN_LINK[transports] };
    if (Object.values(linked).some((value) => value !== undefined)) await this.followLink({ url, ...linked });
    else await this.url.fill(url);
    if (Object.keys(rest).length > 0) await this.choose(rest);
  }

  /** Fills the form by a link, which takes a fraction of the dialog's time. */
  async followLink(fields: Readonly<Record<string, string | undefined>>): Promise<void> {
    const given = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined);
    await this.page.evaluate(
      async (hash) => {
        const followed = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
        location.hash = hash;
        await followed;
        // Or it would fill the form again with the next reload.
        history.replaceState(null, '', location.pathname);
      },
      String(new URLSearchParams(given)),
    );
  }

  async connect(url: string, options?: Options): Promise<void> {
    await this.fillForm(url, options);
    await this.button('Connect').click();
  }

  async connected(): Promise<void> {
    await expect(this.status).toHaveText(/^connected/);
  }

  async disconnect(): Promise<void> {
    await this.button('Disconnect').click();
    await expect(this.status).toHaveText(/^disconnected/);
  }

  async choose({ path, namespaces, auth, query, transports, reconnect }: Options): Promise<void> {
    await this.button('Connection options').click();
    const dialog = this.page.getByRole('dialog', { name: 'Connection options' });
    const texts = { Path: path, Namespaces: namespaces, Auth: auth, Query: query };
    for (const [name, text] of Object.entries(texts)) {
      if (text !== undefined) await dialog.getByRole('textbox', { name, exact: true }).fill(text);
    }
    if (transports) await dialog.getByRole('combobox', { name: 'Transports' }).selectOption(transports);
    if (reconnect !== undefined) await dialog.getByRole('checkbox', { name: 'Reconnect' }).setChecked(reconnect);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toBeHidden();
  }

  async compose({ event, args = '[]', ack = false, ackTimeoutMs }: Message): Promise<void> {
    await this.composer.getByRole('combobox', { name: 'Event' }).fill(event);
    await this.composer.getByRole('textbox', { name: 'Arguments' }).fill(args);
    await this.composer.getByRole('checkbox', { name: 'Expect ack' }).setChecked(ack);
    const timeout = this.composer.getByRole('spinbutton', { name: 'Ack timeout (ms)' });
    if (ackTimeoutMs !== undefined) await timeout.fill(String(ackTimeoutMs));
  }

  async emit(message: Message): Promise<void> {
    await this.toFront();
    await this.compose(message);
    await this.composer.getByRole('button', { name: 'Emit', exact: true }).click();
    if (message.isInsisted) await this.composer.getByRole('button', { name: 'Emit anyway' }).click();
  }

  /** The rows on screen, top first. */
  shownRows(): Promise<readonly ShownRow[]> {
    return this.rows.evaluateAll((rows) =>
      rows
        .map((row) => {
          const cells = [...row.querySelectorAll('[role="gridcell"]')].map((cell) => (cell.textContent ?? '').trim());
          const [
            time = '',
            direction = '',
            kind = '',
            nsp = '',
            event = '',
            data = '',
            size = '',
            via = '',
            conn = '',
          ] = cells;
          const { seq, part } = (row as HTMLElement).dataset;
          const place = Number(row.getAttribute('aria-rowindex'));
          return {
            place,
            seq: Number(seq),
            part: Number(part),
            time,
            direction,
            kind,
            nsp,
            event,
            data,
            size,
            via,
            conn,
          };
        })
        .sort((a, b) => a.place - b.place)
        .map(({ place: _, time, ...row }) => ({
          ...row,
          time: time.split(':').reduce((sum, unit) => sum * 60 + Number(unit), 0) * 1000,
        })),
    );
  }

  /** Waits until every row that matches the filter is on screen, which a tall window makes possible. */
  async allRows(): Promise<readonly ShownRow[]> {
    let rows: readonly ShownRow[] = [];
    await expect(async () => {
      const count = Number(await this.grid.getAttribute('aria-rowcount')) - 1;
      rows = await this.shownRows();
      expect(rows).toHaveLength(count);
    }).toPass();
    return rows;
  }

  /** Goes to the newest row that matches, and waits until it is on screen. */
  async toLastRow(): Promise<ShownRow> {
    await this.grid.press('End');
    await expect(async () => {
      const place = await this.grid.getAttribute('aria-rowcount');
      expect(await this.grid.locator(`[aria-rowindex="${place}"]`).count()).toBe(1);
    }).toPass();
    const row = (await this.shownRows()).at(-1);
    if (!row) throw new Error('a row that is visible is among those shown');
    return row;
  }

  async setFilter(text: string): Promise<void> {
    await this.filter.fill(text);
    await this.filter.press('Enter');
  }

  /** The first row on screen that has these words, each alone in a cell: a kind, an event, a direction. */
  row(...words: readonly string[]): Locator {
    return this.#rowsWith(words).first();
  }

  lastRow(...words: readonly string[]): Locator {
    return this.#rowsWith(words).last();
  }

  #rowsWith(words: readonly string[]): Locator {
    const cell = (name: string): Locator => this.page.getByRole('gridcell', { name, exact: true });
    return words.reduce((rows, word) => rows.filter({ has: cell(word) }), this.rows);
  }

  async select(row: Locator): Promise<void> {
    const seq = await row.getAttribute('data-seq');
    await row.click();
    await expect(this.details).toContainText(`#${seq} `);
  }

  detailsTab(name: DetailsTab): Locator {
    return this.details.getByRole('tab', { name });
  }

  get panel(): Locator {
    return this.details.getByRole('tabpanel');
  }

  /** The value of a field in the Packet tab. */
  field(name: string): Locator {
    const heads = this.page.getByRole('rowheader', { name, exact: true });
    return this.panel.getByRole('row').filter({ has: heads }).getByRole('cell').last();
  }

  /** The tab in front among the connections. */
  get connectionInFront(): Locator {
    return this.page.getByRole('tablist', { name: 'Connections' }).getByRole('tab', { selected: true });
  }

  /** Whatever its state, the readout is unfolded then. */
  async unfoldDiagnosis(): Promise<void> {
    const fold = this.diagnosis.getByRole('heading', { level: 2 }).getByRole('button');
    if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click();
  }

  get findings(): Locator {
    return this.diagnosis.getByRole('list', { name: 'Findings' }).locator('> li');
  }

  session(name: string | RegExp): Locator {
    return this.sessions.getByRole('listitem', { name });
  }

  async sessionAction(item: Locator, action: 'Open' | 'Rename' | 'Export' | 'Delete'): Promise<void> {
    await this.toFront();
    await item.hover();
    await item.getByRole('button', { name: action, exact: true }).click();
  }

  async rename(item: Locator, name: string): Promise<void> {
    await this.sessionAction(item, 'Rename');
    const field = this.sessions.getByRole('textbox', { name: /^New name of/ });
    await field.fill(name);
    await field.press('Enter');
    await expect(this.session(name)).toBeVisible();
  }

  get exporting(): Locator {
    return this.page.getByRole('dialog', { name: 'Export' });
  }

  /** Exports the session as it was recorded, and reads what was downloaded. */
  async export(item: Locator, compress: boolean): Promise<{ readonly name: string; readonly bytes: Buffer }> {
    await this.sessionAction(item, 'Export');
    await this.exporting.getByRole('checkbox', { name: 'Compress' }).setChecked(compress);
    await this.exporting.getByRole('checkbox', { name: 'Redact secrets' }).setChecked(false);
    await this.exporting.getByRole('checkbox', { name: 'Diagnosis report' }).setChecked(false);
    return this.saveExport();
  }

  /** By the open dialog. */
  async saveExport(): Promise<{ readonly name: string; readonly bytes: Buffer }> {
    const downloading = this.page.waitForEvent('download');
    await this.exporting.getByRole('button', { name: 'Save' }).click();
    const download = await downloading;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  async import(name: string, content: string | Buffer): Promise<void> {
    const buffer = typeof content === 'string' ? Buffer.from(content) : content;
    await this.page.getByLabel('Import file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
    await expect(this.page.getByLabel('Notice')).toContainText('Imported');
  }
}
