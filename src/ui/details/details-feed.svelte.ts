import type { Details } from '../../projections/details-view.ts';
import type { RowId } from '../../projections/row.ts';
import { isSameRow } from '../timeline/brackets.ts';

/** Twice a second is enough for an answer that comes to a question in view. */
const REFRESH_MS = 500;
/** Megabytes take their time to tell: they are asked for again the more seldom. */
const REST_FACTOR = 20;

/** Details of the selected row; those of the row before stay until they are here. */
export class DetailsFeed {
  readonly #ask: (row: RowId) => Promise<Details | undefined>;
  current = $state.raw<Details>();
  /** The row that was asked for is not in the log. */
  isMissing = $state.raw(false);
  #row: RowId | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tookMs = 0;

  constructor(ask: (row: RowId) => Promise<Details | undefined>) {
    this.#ask = ask;
  }

  /** What it shows will still gain an answer or attachments. */
  get isIncomplete(): boolean {
    if (!this.current) return false;
    const { row, attachments, fields } = this.current;
    const announced = Number(fields.find(({ name }) => name === 'attachments')?.value ?? 0);
    return row.isPending || attachments.length < announced;
  }

  async show(row: RowId | undefined): Promise<void> {
    this.#row = row;
    if (!row) {
      this.current = undefined;
      this.isMissing = false;
      return;
    }
    const askedAt = performance.now();
    const details = await this.#ask(row);
    this.#tookMs = performance.now() - askedAt;
    if (this.#row !== row) return;
    this.isMissing = details === undefined;
    this.current = details;
  }

  /** The session grew: asks again, in time. */
  refreshSoon(): void {
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined;
        if (this.#row && isSameRow(this.#row, this.current?.row)) void this.show(this.#row);
      },
      Math.max(REFRESH_MS, REST_FACTOR * this.#tookMs),
    );
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#row = undefined;
  }
}
