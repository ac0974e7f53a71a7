import { fail, ok, type Result } from '../../base/result.ts';
import type { Capture, Environment } from '../../replay/environment.ts';
import { openAnnouncements, type Announcements } from '../../storage/announce.ts';
import { Environments } from '../../storage/environments.ts';
import type { StorageFailure } from '../../storage/failure.ts';
import { Messages, type MessageChange, type MessageShelf } from '../../storage/messages.ts';
import type { Bench } from '../bench.ts';
import { sentenceOf } from '../storage-words.ts';
import { capturedValue } from './captures.ts';
import { useEnvironment } from './environments-in-force.ts';
import type { CapturedValue, LibraryRemote } from './library-remote.ts';

export class LibraryDesk implements LibraryRemote {
  readonly #bench: Bench;
  readonly #messages: Messages;
  readonly #environments: Environments;
  readonly #announcements: Announcements;
  #watching: (() => void)[] = [];

  constructor(bench: Bench) {
    this.#bench = bench;
    this.#messages = new Messages(bench.database);
    this.#environments = new Environments(bench.database);
    this.#announcements = openAnnouncements({ onlibrary: () => this.#changed() });
  }

  async watch(onchange: () => void): Promise<void> {
    this.#watching = [...this.#watching, onchange];
  }

  messages(): Promise<MessageShelf> {
    return this.#messages.list();
  }

  async changeMessages(change: MessageChange): Promise<Result<void, string>> {
    return this.#told(await this.#messages.change(change));
  }

  environments(): Promise<readonly Environment[]> {
    return this.#environments.list();
  }

  async saveEnvironment(environment: Environment): Promise<Result<void, string>> {
    return this.#told(await this.#environments.save(environment));
  }

  async deleteEnvironment(id: string): Promise<Result<void, string>> {
    return this.#told(await this.#environments.delete(id));
  }

  async useEnvironment(id: string): Promise<void> {
    useEnvironment(this.#bench, id);
  }

  async captured(captures: readonly Capture[]): Promise<readonly (CapturedValue | undefined)[]> {
    const session = this.#bench.views.current?.session;
    if (!session) return captures.map(() => undefined);
    return Promise.all(captures.map((capture) => capturedValue(session, capture)));
  }

  #told(outcome: Result<unknown, StorageFailure>): Result<void, string> {
    if (!outcome.ok) return fail(sentenceOf(outcome.error));
    this.#announcements.tellLibrary();
    this.#changed();
    return ok(undefined);
  }

  #changed(): void {
    for (const onchange of this.#watching) onchange();
  }
}
