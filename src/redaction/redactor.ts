import type { SessionHeader } from '../session/header.ts';
import type { SessionSource } from '../session/session-source.ts';
import { payloadOf, type WireEvent } from '../wire/wire-event.ts';
import { Checker, type RedactionCheck } from './checker.ts';
import { CodedWords } from './coded-words.ts';
import { applied } from './edits.ts';
import { Events } from './events.ts';
import { cleanHeader, noteOf } from './headers.ts';
import { laidOutAs } from './pseudonyms.ts';
import { comparedTexts, editedText, shownEvent } from './rewritten.ts';
import type { RewrittenText } from './rule.ts';
import { Scrubber } from './scrubber.ts';
import { Rules } from './rules.ts';
import { isSearchedDeep, timesOf, type SecretFinder } from './secret-finder.ts';
import { isNumeric, isTelling, type Secret } from './secrets.ts';

/** Replaces what a finder found, in any entry, in any order, as often as wanted. */
export class Redactor {
  readonly #finder: SecretFinder;
  readonly #kept: ReadonlySet<string>;
  readonly #words = new CodedWords();
  readonly #scrubber: Scrubber;
  readonly #events: Events;
  readonly #checker: Checker;
  readonly #times = new Map<Secret, number>();
  #inHeader: ReadonlyMap<Secret, number> = new Map();
  #countedTo = 0;

  constructor(finder: SecretFinder, kept: readonly string[] = []) {
    this.#finder = finder;
    this.#kept = new Set(kept);
    this.#checker = new Checker(finder.protocols);
    this.#scrubber = new Scrubber(
      finder.secrets,
      // One of its own: the finder's count what they fit.
      new Rules(finder.rules.list),
      { nameOf: (secret, raw) => this.#nameOf(secret, raw), onnew: (secret) => this.#learn(secret) },
      this.#words,
    );
    this.#events = new Events(this.#scrubber, finder.protocols);
    for (const secret of finder.secrets.list) this.#learn(secret);
  }

  /**
   * Counts what `event` would be rewritten by, for the header that is written before it: for exact figures all entries
   * before the finder's `recountTo`, or all there are.
   */
  count(seq: number, event: WireEvent): void {
    this.#countedTo = Math.max(this.#countedTo, seq + 1);
    for (const secret of this.#events.clean(seq, event).secrets) add(this.#times, secret, 1);
  }

  /** Of a secret by its id, in entries and header: how often it is replaced, or stands where it is kept. */
  timesOf(id: string): number {
    const secret = this.#finder.secrets.get(id);
    if (!secret) return 0;
    return this.#kept.has(id)
      ? timesOf(secret)
      : (this.#counted().get(secret) ?? 0) + (this.#inHeader.get(secret) ?? 0);
  }

  header(header: SessionHeader): SessionHeader {
    const clean = cleanHeader(header, this.#scrubber);
    const times = this.#counted();
    // The next preview begins with what is known by now.
    if (this.#countedTo === this.#finder.recountTo) this.#finder.takeCounts(this.#times, this.#kept);
    const inHeader = new Map<Secret, number>();
    for (const secret of clean.secrets) add(inHeader, secret, 1);
    for (const [secret, count] of inHeader) add(times, secret, count);
    this.#inHeader = inHeader;
    return { ...clean.header, redaction: noteOf(times, header.redaction) };
  }

  event(seq: number, event: WireEvent): WireEvent {
    const clean = this.#events.clean(seq, event);
    this.#checker.look(seq, event, clean.event);
    return clean.event;
  }

  text(text: string): string {
    this.#scrubber.from({ seq: undefined, label: 'text' });
    return applied(text, this.#scrubber.edits(text));
  }

  /** An entry before and after: a frame's payload; of anything else its fields as well. */
  entry(seq: number, event: WireEvent): RewrittenText {
    const payload = payloadOf(event);
    if (event.kind === 'frame' && typeof payload === 'string') {
      return editedText(payload, this.#events.payload(seq, event)?.edits ?? []);
    }
    const { event: after, secrets } = this.#events.clean(seq, event);
    const searched = [...new Set(secrets)].map((secret) => ({
      was: [...secret.variants],
      file: this.#finder.nameOf(secret),
    }));
    return comparedTexts(shownEvent(event), shownEvent(after), searched);
  }

  get check(): RedactionCheck {
    return this.#checker.result;
  }

  #nameOf(secret: Secret, raw: string): string | undefined {
    if (this.#kept.has(secret.id)) return undefined;
    const name = this.#finder.nameOf(secret);
    return isNumeric(secret) ? laidOutAs(raw, name) : name;
  }

  #learn(secret: Secret): void {
    if (this.#kept.has(secret.id)) return;
    const isDeep = isSearchedDeep(secret, this.#finder.secrets);
    for (const variant of secret.variants) {
      if (!isTelling(variant, secret.kind)) {
        this.#checker.notLookFor(secret);
        continue;
      }
      this.#words.add(secret, variant, isDeep);
      this.#checker.lookFor(secret, variant, isDeep);
    }
  }

  /** In the entries, by `count` where it was asked and by the finder from there on. */
  #counted(): Map<Secret, number> {
    const times = new Map(this.#times);
    const { recountTo, timesSince } = this.#finder;
    if (this.#countedTo > recountTo) return times;
    for (const [secret, count] of timesSince) if (!this.#kept.has(secret.id)) add(times, secret, count);
    return times;
  }
}

function add(times: Map<Secret, number>, secret: Secret, count: number): void {
  times.set(secret, (times.get(secret) ?? 0) + count);
}

export function redactedSource(source: SessionSource, redactor: Redactor): SessionSource {
  return {
    header: redactor.header(source.header),
    entries: source.entries,
    async *read(from) {
      for await (const { firstSeq, events } of source.read(from)) {
        yield { firstSeq, events: events.map((event, i) => redactor.event(firstSeq + i, event)) };
      }
    },
  };
}
