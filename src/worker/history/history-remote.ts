import type { Result } from '../../base/result.ts';
import type { Message } from '../../replay/message.ts';
import type { SentMessage } from '../../storage/stored-message.ts';

/** What was emitted from the composer, as it was typed: variables stand in it by their names. */
export type HistoryRemote = {
  /** The newest first. */
  list(): Promise<readonly SentMessage[]>;
  /** False where it is too long to be kept. */
  add(message: Message, url: string): Promise<Result<boolean, string>>;
  delete(id: string): Promise<Result<void, string>>;
  clear(): Promise<Result<void, string>>;
};
