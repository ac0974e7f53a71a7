import { ok, type Result } from '../../base/result.ts';
import { asksForEvents, isRuledOut, judge } from '../../projections/shelf/judge.ts';
import { readShelfQuery, type ShelfQuery } from '../../projections/shelf/shelf-query.ts';
import { readIndexes, type SessionIndex } from '../../storage/session-index.ts';
import { newestFirst, type SessionRecord } from '../../storage/session-record.ts';
import type { Bench } from '../bench.ts';
import type { FilterProblem } from '../remote.ts';
import type { IndexKeeper } from './index-keeper.ts';
import { readLog, type LogRead } from './read-log.ts';
import { Restraint } from './restraint.ts';
import { SearchReport } from './search-report.ts';
import type { OnFound } from './shelf-remote.ts';

const HITS_TOLD = 5;
const NOT_FOUND: LogRead = { found: undefined, isWhole: true };

/** One search under way. */
type Search = {
  readonly query: ShelfQuery;
  readonly indexes: ReadonlyMap<string, SessionIndex>;
  /** Lets others have the thread; says whether the search is still wanted. */
  readonly wait: () => Promise<boolean>;
};

/** Looks through all sessions, one search at a time: facts first, then the logs of those that the facts leave open. */
export class ShelfSearcher {
  readonly #bench: Bench;
  readonly #indexes: IndexKeeper;
  #current = 0;

  constructor(bench: Bench, indexes: IndexKeeper) {
    this.#bench = bench;
    this.#indexes = indexes;
  }

  cancel(): void {
    this.#current++;
  }

  async search(text: string, onfound: OnFound): Promise<Result<void, FilterProblem>> {
    const mine = ++this.#current;
    const report = new SearchReport(onfound);
    const query = readShelfQuery(text);
    if (!query.ok) return query;
    if (query.value) {
      this.#indexes.isHeldUp = true;
      await this.#searchAll(query.value, report, () => this.#current === mine).finally(() => {
        if (this.#current === mine) this.#indexes.isHeldUp = false;
      });
    }
    await report.end();
    return ok(undefined);
  }

  async #searchAll(query: ShelfQuery, report: SearchReport, isWanted: () => boolean): Promise<void> {
    const { database, recordings } = this.#bench;
    recordings.fold();
    const [records, indexes] = await Promise.all([
      this.#records(),
      asksForEvents(query) ? readIndexes(database) : new Map<string, SessionIndex>(),
    ]);
    report.total = records.length;
    const restraint = new Restraint(this.#bench);
    const wait = async () => {
      report.tell();
      await restraint.breathe();
      return isWanted();
    };
    for (const record of records) {
      if (!isWanted()) return;
      const { found, isWhole } = await this.#examine(record, { query, indexes, wait });
      if (!isWanted()) return;
      report.examined(record.key, found);
      if (!isWhole) report.unread(record.header.name);
    }
  }

  /** Newest first; as this tab knows those that it records. */
  async #records(): Promise<readonly SessionRecord[]> {
    const { shelf, recordings } = this.#bench;
    const stored = await shelf.list();
    const mine = new Map(recordings.records().map((record) => [record.key, record]));
    const others = stored.filter(({ key }) => !mine.has(key));
    const deleted = new Set(stored.filter(({ deletedAt }) => deletedAt !== undefined).map(({ key }) => key));
    return [...mine.values(), ...others]
      .filter(({ key, state }) => state !== 'importing' && !deleted.has(key))
      .toSorted(newestFirst);
  }

  async #examine(record: SessionRecord, { query, indexes, wait }: Search): Promise<LogRead> {
    const { header, key } = record;
    const endpoints = header.connections.map(({ url, path }) => url + path);
    const facts = { name: header.name, tags: header.tags, endpoints, remarks: remarksOn(record) };
    if (isRuledOut(query, facts)) return NOT_FOUND;
    const events = asksForEvents(query)
      ? await this.#indexes.eventsOf(record, indexes.get(key), wait).catch(() => undefined)
      : [];
    const verdict = judge(query, { ...facts, events: events ?? [] }, HITS_TOLD);
    const isWhole = events !== undefined;
    if (!verdict.isMatch) return { ...NOT_FOUND, isWhole };
    if (!verdict.reading) return { found: verdict, isWhole };
    const read = await readLog(this.#bench, record, verdict.reading, HITS_TOLD, wait);
    return read.found && !verdict.reading.wanted ? { ...read, found: verdict } : read;
  }
}

function remarksOn({ header: { notes, cover }, state, isLocked, flaws }: SessionRecord): readonly string[] {
  const said = [...notes.map(({ text }) => text), cover?.happened, cover?.expected, cover?.steps];
  const states = [state, isLocked && 'locked', flaws && 'damaged'];
  return [...said, ...states].filter((text) => typeof text === 'string');
}
