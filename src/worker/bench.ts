import type { Database } from '../storage/database.ts';
import type { Shelf } from '../storage/shelf.ts';
import type { Recordings } from './recordings.ts';
import type { WorkerListener } from './remote.ts';
import type { ShelfKeeper } from './shelf-keeper.ts';
import type { Surroundings } from './surroundings.ts';
import type { ViewKeeper } from './view-keeper.ts';

/** What the workbench lends to its facets. */
export type Bench = {
  readonly database: Database;
  readonly surroundings: Surroundings;
  readonly shelf: Shelf;
  /** The shelf as the page is told of it. */
  readonly keeper: ShelfKeeper;
  readonly views: ViewKeeper;
  readonly recordings: Recordings;
  /** Undefined until a page has attached. */
  readonly listener: () => WorkerListener | undefined;
  /** For failures that no call waits for. */
  problem(message: string): void;
};
