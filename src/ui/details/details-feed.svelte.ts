import type { Details } from '../../projections/details-view.ts';
import type { RowId } from '../../projections/row.ts';
import { isSameRow } from '../timeline/brackets.ts';

/** Twice a second is enough for an answer that comes to a question in view. */
const REFRESH_MS = 500;

/** Details of the selected row; those of the row before stay until they are here. */
export class DetailsFeed {
  readonly #ask: (row: RowId) => Promise<Details | undefined>;
  current = $state.raw<Details>();
  /** The row that was asked for is not in the log. */
  isMissing = $state.raw(false);
  #row: RowId | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: (row: RowId) => Promise<Details | undefined>) {
    this.#ask = ask;
  }

  /** What it shows will still gain an answer or attachments. */
  get isIncomplete(): boolean {
    if (!this.current) return false;
    const { row, attachments } = this.current;
    const isBinary = row.kind === 'BINARY_EVENT' || row.kind === 'BINARY_ACK';
    return row.isPending || (isBinary && attachments.length === 0);
  }

  async show(row: RowId | undefined): Promise<void> {
    this.#row = row;
    if (!row) {
      this.current = undefined;
      this.isMissing = false;
      return;
    }
    const details = await this.#ask(row);
    if (this.#row !== row) return;
    this.isMissing = details === undefined;
    this.current = details;
  }

  /** The session grew: asks again, in time. */
  refreshSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#row && isSameRow(this.#row, this.current?.row)) void this.show(this.#row);
    }, REFRESH_MS);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#row = undefined;
  }
}
