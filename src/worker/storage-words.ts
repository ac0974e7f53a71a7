import type { Locked, StorageFailure } from '../storage/failure.ts';

/** What the screen says when the disk did not take something. */
export function sentenceOf(failure: StorageFailure | Locked): string {
  switch (failure.reason) {
    case 'gone':
      return 'The session was deleted meanwhile.';
    case 'locked':
      return 'The session is locked: unlock it to delete it.';
    case 'full':
      return 'The disk space that the browser gives this page is full. Delete a session, then try again.';
    case 'failed':
      return `The browser’s storage failed: ${failure.message}`;
  }
}
