import { fail, ok, type Result } from '../../base/result.ts';
import { Redactor } from '../../redaction/redactor.ts';
import type { RedactionChoice, RedactionPreview, RedactionRule, RewrittenText } from '../../redaction/rule.ts';
import { SecretFinder } from '../../redaction/secret-finder.ts';
import type { SessionHeader } from '../../session/header.ts';
import type { SessionSource } from '../../session/session-source.ts';
import { RedactionRules } from '../../storage/redaction-rules.ts';
import type { WireEvent } from '../../wire/wire-event.ts';
import type { Bench } from '../bench.ts';
import { pause } from '../pause.ts';
import { sentenceOf } from '../storage-words.ts';
import { estimatedBytes } from './estimate.ts';
import type { ExportOptions, NamedPreview, PreviewRemote, Rehearsal } from './files-remote.ts';
import { sourceOf } from './session-sources.ts';
import type { Watch } from './steps.ts';

/** Entries between two looks at whether it is still wanted: a few ms of work. */
const AT_ONCE = 256;
/** A second reading of more would keep the worker from its other work for too long. */
const MOST_REHEARSED = 100_000;
const CANCELLED: Result<never, string> = fail('Cancelled.');

/** A session as far as it was searched for secrets, by certain rules. */
type Search = {
  readonly key: string;
  readonly rules: string;
  readonly finder: SecretFinder;
  source: SessionSource;
  header: string;
  /** The next entry to be read. */
  upTo: number;
  preview: RedactionPreview | undefined;
  redactor: Redactor | undefined;
  kept: readonly string[];
};

/** One search at a time: what was read for the question before counts on. */
export class Previews implements PreviewRemote {
  readonly #bench: Bench;
  #search: Search | undefined;
  #asked = 0;

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  async redaction(
    key: string,
    { rules, kept }: RedactionChoice,
    onprogress: Watch['onprogress'],
  ): Promise<Result<NamedPreview, string>> {
    const isCancelled = this.#ask();
    const source = await sourceOf(this.#bench, key);
    if (!source.ok) return source;
    if (isCancelled()) return CANCELLED;
    const search = this.#searchOf(key, source.value, rules);
    const isWhole = await eachEvent(search.source, search.upTo, { onprogress, isCancelled }, (seq, event) => {
      search.finder.step(seq, event);
      search.upTo = seq + 1;
    });
    if (!isWhole) return CANCELLED;
    search.kept = kept;
    search.redactor = new Redactor(search.finder, kept);
    search.preview = search.finder.preview(kept);
    return ok({ ...search.preview, name: search.redactor.header(source.value.header).name });
  }

  async entry(seq: number): Promise<RewrittenText | undefined> {
    const search = this.#search;
    if (!search) return undefined;
    search.redactor ??= new Redactor(search.finder, search.kept);
    for await (const { firstSeq, events } of search.source.read(seq)) {
      const event = events[seq - firstSeq];
      return event && search.redactor.entry(seq, event);
    }
    return undefined;
  }

  async rehearse(onprogress: Watch['onprogress']): Promise<Result<Rehearsal | undefined, string>> {
    const search = this.#search;
    if (!search?.preview || search.source.entries > MOST_REHEARSED) return ok(undefined);
    const { source, finder, kept, preview } = search;
    const redactor = new Redactor(finder, kept);
    const isWhole = await eachEvent(source, 0, { onprogress, isCancelled: this.#ask() }, (seq, event) => {
      // From there on the finder has counted exactly.
      if (seq < finder.recountTo) redactor.count(seq, event);
      redactor.event(seq, event);
    });
    if (!isWhole) return CANCELLED;
    const { redaction } = redactor.header(source.header);
    const times = new Map(preview.secrets.map(({ id }) => [id, redactor.timesOf(id)]));
    return ok({ check: redactor.check, replaced: redaction?.replaced ?? 0, times });
  }

  async cancel(): Promise<void> {
    this.#ask();
  }

  async estimate(key: string, options: ExportOptions): Promise<number | undefined> {
    const source = await sourceOf(this.#bench, key);
    return source.ok ? estimatedBytes(source.value, options) : undefined;
  }

  rules(): Promise<readonly RedactionRule[]> {
    return new RedactionRules(this.#bench.database).list();
  }

  async setRules(rules: readonly RedactionRule[]): Promise<Result<void, string>> {
    const saved = await new RedactionRules(this.#bench.database).save(rules);
    return saved.ok ? ok(undefined) : fail(`The rules were not kept: ${sentenceOf(saved.error)}`);
  }

  /** Whatever was asked before is no longer wanted. */
  #ask(): () => boolean {
    const asked = ++this.#asked;
    return () => asked !== this.#asked;
  }

  #searchOf(key: string, source: SessionSource, rules: readonly RedactionRule[]): Search {
    const asText = JSON.stringify(rules.filter(({ isOn }) => isOn));
    const header = textOf(source.header);
    const known = this.#search;
    if (known?.key !== key || known.rules !== asText) {
      const finder = new SecretFinder(source.header, rules);
      const nothing = { upTo: 0, kept: [], preview: undefined, redactor: undefined };
      this.#search = { key, rules: asText, finder, source, header, ...nothing };
      return this.#search;
    }
    if (known.header !== header) known.finder.takeHeader(source.header);
    known.header = header;
    known.source = source;
    return known;
  }
}

/** What of it a person may change while it is looked at. */
function textOf({ name, notes, tags, cover }: SessionHeader): string {
  return JSON.stringify([name, notes, tags, cover]);
}

/** From `from` on, in order; false where it was cancelled on the way. */
async function eachEvent(
  source: SessionSource,
  from: number,
  { onprogress, isCancelled }: Watch,
  take: (seq: number, event: WireEvent) => void,
): Promise<boolean> {
  let seq = from;
  for await (const { firstSeq, events } of source.read(from)) {
    for (const event of events.slice(seq - firstSeq)) {
      if (seq % AT_ONCE === 0) await pause();
      if (isCancelled()) return false;
      take(seq++, event);
    }
    onprogress({ done: seq, total: source.entries });
  }
  return !isCancelled();
}
