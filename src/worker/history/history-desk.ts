import { fail, ok, type Result } from '../../base/result.ts';
import type { Message } from '../../replay/message.ts';
import type { StorageFailure } from '../../storage/failure.ts';
import { SentMessages } from '../../storage/sent-messages.ts';
import type { SentMessage } from '../../storage/stored-message.ts';
import type { Bench } from '../bench.ts';
import { newKey } from '../new-session.ts';
import { sentenceOf } from '../storage-words.ts';
import type { HistoryRemote } from './history-remote.ts';

export class HistoryDesk implements HistoryRemote {
  readonly #sent: SentMessages;

  constructor({ database }: Bench) {
    this.#sent = new SentMessages(database);
  }

  list(): Promise<readonly SentMessage[]> {
    return this.#sent.list();
  }

  async add(message: Message, url: string): Promise<Result<boolean, string>> {
    const outcome = await this.#sent.add({ id: newKey(), sentAt: Date.now(), url, message });
    return outcome.ok ? outcome : fail(sentenceOf(outcome.error));
  }

  async delete(id: string): Promise<Result<void, string>> {
    return told(await this.#sent.delete(id));
  }

  async clear(): Promise<Result<void, string>> {
    return told(await this.#sent.clear());
  }
}

function told(outcome: Result<unknown, StorageFailure>): Result<void, string> {
  return outcome.ok ? ok(undefined) : fail(sentenceOf(outcome.error));
}
