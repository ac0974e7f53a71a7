import type { Row } from '../../projections/row.ts';

/** The row under the pointer, or the one that the event's target lies in. */
export function rowAtEvent({ target }: Event, rows: readonly (Row | undefined)[]): Row | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-seq]') : undefined;
  if (!element) return undefined;
  const { seq, part } = element.dataset;
  return rows.find((row) => row?.seq === Number(seq) && row.part === Number(part));
}
