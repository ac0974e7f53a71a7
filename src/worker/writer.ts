import type { SessionLog } from '../session/log.ts';
import { writeChunks } from '../storage/chunks.ts';
import type { Database } from '../storage/database.ts';
import type { SessionRecord } from '../storage/session-record.ts';
import type { StorageState } from './remote.ts';

/** Less than the 250 ms that a killed tab may lose: a write takes time too, and what comes during it waits for the next. */
const REST_MS = 100;
const RETRY_MS = 2000;

/** Writes a growing log to the disk as it grows. When the disk takes no more, recording goes on in memory. */
export class Writer {
  readonly #database: Database;
  readonly #key: string;
  readonly #log: SessionLog;
  readonly #changeRecord: (record: SessionRecord) => SessionRecord;
  readonly #onchange: () => void;
  #state: StorageState['state'] = 'saving';
  #savedAt = 0;
  #message = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> | undefined;
  isGone = false;
  /** Set while the shelf does not know the session, because the disk was full when it began. */
  uncreated: SessionRecord | undefined;

  constructor(
    database: Database,
    key: string,
    log: SessionLog,
    changeRecord: (record: SessionRecord) => SessionRecord,
    onchange: () => void,
  ) {
    this.#database = database;
    this.#key = key;
    this.#log = log;
    this.#changeRecord = changeRecord;
    this.#onchange = onchange;
  }

  get state(): StorageState {
    const unsaved = this.#log.unsavedEntries;
    switch (this.#state) {
      case 'saved':
        return { state: 'saved', at: this.#savedAt };
      case 'saving':
        return { state: 'saving' };
      case 'full':
        return { state: 'full', unsaved };
      case 'failed':
        return { state: 'failed', message: this.#message, unsaved };
    }
  }

  /** Something was appended. */
  ask(): void {
    if (this.isGone) return;
    const wait = this.#state === 'full' || this.#state === 'failed' ? RETRY_MS : REST_MS;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.flush();
    }, wait);
  }

  /** Whether the session is still on the shelf: it may be deleted in another tab, and that may be undone. */
  allow(isThere: boolean): void {
    this.isGone = !isThere;
    if (isThere) this.ask();
  }

  /** Writes everything that is there now. */
  async flush(): Promise<void> {
    // A write under way does not hold what came since; wait for it, then look again.
    while (this.#writing) await this.#writing;
    this.#writing = this.#write().finally(() => (this.#writing = undefined));
    await this.#writing;
  }

  async #write(): Promise<void> {
    const unsaved = this.#log.unsaved();
    if (this.isGone) return;
    const written = await writeChunks(this.#database, this.#key, unsaved, this.#changeRecord, this.uncreated);
    if (written.ok) {
      this.uncreated = undefined;
      for (const chunk of unsaved) this.#log.markSaved(chunk);
      this.#savedAt = Date.now();
      this.#turn('saved');
    } else if (written.error.reason === 'gone') {
      this.isGone = true;
      this.#message = 'deleted in another tab';
      this.#turn('failed');
    } else if (written.error.reason === 'full') this.#turn('full');
    else {
      this.#message = written.error.message;
      this.#turn('failed');
    }
    if (this.#log.unsavedEntries > 0) this.ask();
  }

  #turn(state: StorageState['state']): void {
    this.#state = state;
    this.#onchange();
  }
}
