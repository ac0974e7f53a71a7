import type { SessionHeader } from '../session/header.ts';
import type { WireEvent } from '../wire/wire-event.ts';
import type { ProblemList } from './problem-list.ts';

/** A file that turned out to be readable. To be read once, from `batches`, from start to end. */
export type ImportedSession = {
  /** Its notes stand at their final places when all batches have been read. */
  readonly header: SessionHeader;
  /** The file gives the session no name; the header's tells what it is and where from. */
  readonly isNameless?: boolean;
  readonly batches: AsyncGenerator<readonly WireEvent[], void, void>;
  /** Grows while the batches are read. */
  readonly problems: ProblemList;
  /** What of the file is not Socket.IO and was left aside, a sentence each; complete when all batches have been read. */
  readonly asides?: readonly string[];
};
