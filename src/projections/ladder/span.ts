import type { Via } from '../../wire/wire-event.ts';
import type { RowId } from '../row.ts';

/** Something that lasts over rows: an HTTP exchange from request to response, or a channel while it is open. */
export type Span = {
  readonly conn: number;
  readonly via: Via;
  readonly start: RowId;
  /** Where it ended; a request that is not answered, and a channel that is open, have none. */
  readonly end?: RowId;
};
