import type { SessionHeader } from '../session/header.ts';
import { Protocols } from '../session/protocols.ts';
import type { WireEvent } from '../wire/wire-event.ts';
import { CodedWords } from './coded-words.ts';
import { Events } from './events.ts';
import { cleanHeader } from './headers.ts';
import { Pseudonyms } from './pseudonyms.ts';
import type { FoundSecret, RedactionPreview, RedactionRule } from './rule.ts';
import { Rules, type RuleFlaw } from './rules.ts';
import { Scrubber } from './scrubber.ts';
import { isNumeric, isTelling, Secrets, type Secret } from './secrets.ts';

/** With more secrets than this, those with a shape of their own are looked for in base64 only as whole words. */
const MOST_DEEP = 20_000;
const HAS_SHAPE = /^(?:e-mail|IP address|card-like|jwt)$/;
/** As many as a person looks through. */
const MOST_SHOWN = 500;

/**
 * Reads a session from the first entry to the last and keeps what is secret in it. Times are counted as it goes: what
 * stands before the entry that gives a secret away counts only in the file.
 */
export class SecretFinder {
  readonly secrets = new Secrets();
  readonly protocols: Protocols;
  readonly rules: Rules;
  readonly #scrubber: Scrubber;
  readonly #events: Events;
  readonly #words = new CodedWords();
  readonly #pseudonyms = new Pseudonyms(this.secrets);
  readonly #timesSince = new Map<Secret, number>();
  #header: SessionHeader;
  #headerHits: ReadonlyMap<string, number> = new Map();
  #recountTo = 0;
  #next = 0;

  constructor(header: SessionHeader, rules: readonly RedactionRule[] = []) {
    this.protocols = new Protocols(header.connections);
    this.rules = new Rules(rules);
    this.#scrubber = new Scrubber(
      this.secrets,
      this.rules,
      {
        nameOf: (secret) => (isNumeric(secret) ? '9' : 'x'),
        onnew: (secret) => this.#learn(secret),
      },
      this.#words,
    );
    this.#events = new Events(this.#scrubber, this.protocols);
    this.#header = header;
    this.#countHeader();
  }

  get flaws(): readonly RuleFlaw[] {
    return this.rules.flaws;
  }

  /** Once more when a person has changed it. */
  takeHeader(header: SessionHeader): void {
    this.#header = header;
    this.#countHeader();
  }

  step(seq: number, event: WireEvent): void {
    if (event.kind === 'client') this.protocols.step(seq, event);
    this.#next = Math.max(this.#next, seq + 1);
    const { secrets } = this.#events.clean(seq, event);
    for (const secret of secrets) {
      secret.times++;
      if (seq >= this.#recountTo) this.#timesSince.set(secret, (this.#timesSince.get(secret) ?? 0) + 1);
    }
  }

  /** Behind the last entry that gave a new secret away: entries before it may hold it uncounted. */
  get recountTo(): number {
    return this.#recountTo;
  }

  /** What was counted from `recountTo` on: exact, as everything was known there. */
  get timesSince(): ReadonlyMap<Secret, number> {
    return this.#timesSince;
  }

  preview(kept: readonly string[] = []): RedactionPreview {
    const standing = new Set(kept);
    // By now it is known what else is secret in it.
    this.#countHeader();
    const found = this.secrets.list.filter((secret) => timesOf(secret) > 0);
    const kinds: Record<string, number> = {};
    let replaced = 0;
    for (const secret of found) {
      const { id, kind } = secret;
      const times = timesOf(secret);
      if (standing.has(id)) continue;
      kinds[kind] = (kinds[kind] ?? 0) + times;
      replaced += times;
    }
    const secrets = found.slice(0, MOST_SHOWN).map((secret) => this.#shown(secret));
    return { secrets, count: found.length, replaced, kinds, flaws: this.flaws, ruleHits: this.#ruleHits() };
  }

  /** Exact figures of the entries before `recountTo`, of a redactor that has counted them. */
  takeCounts(counts: ReadonlyMap<Secret, number>, kept: ReadonlySet<string>): void {
    for (const secret of this.secrets.list) {
      if (!kept.has(secret.id)) secret.times = (counts.get(secret) ?? 0) + (this.#timesSince.get(secret) ?? 0);
    }
  }

  /** The names that secrets have in the file. */
  nameOf(secret: Secret): string {
    return this.#pseudonyms.of(secret);
  }

  #shown(secret: Secret): FoundSecret {
    const { id, kind, value, firstSeq, place } = secret;
    const times = timesOf(secret);
    const pseudonym = this.#pseudonyms.of(secret);
    return { id, kind, value, pseudonym, ...(firstSeq === undefined ? {} : { firstSeq }), place, times };
  }

  #learn(secret: Secret): void {
    if (this.#next > this.#recountTo) {
      this.#recountTo = this.#next;
      this.#timesSince.clear();
    }
    const isDeep = isSearchedDeep(secret, this.secrets);
    for (const variant of secret.variants)
      if (isTelling(variant, secret.kind)) this.#words.add(secret, variant, isDeep);
  }

  #countHeader(): void {
    for (const secret of this.secrets.list) secret.inHeader = 0;
    this.#headerHits = this.rules.hitsOf(() => {
      for (const secret of cleanHeader(this.#header, this.#scrubber).secrets) secret.inHeader++;
    });
  }

  #ruleHits(): Readonly<Record<string, number>> {
    const { hits } = this.rules;
    const on = this.rules.list.filter(({ isOn }) => isOn);
    return Object.fromEntries(on.map(({ id }) => [id, (hits.get(id) ?? 0) + (this.#headerHits.get(id) ?? 0)]));
  }
}

/** In entries and header. */
export function timesOf({ times, inHeader }: Secret): number {
  return times + inHeader;
}

/** Inside base64 and hexadecimal digits of any alignment. */
export function isSearchedDeep({ kind }: Secret, { list }: Secrets): boolean {
  return !HAS_SHAPE.test(kind) || list.length <= MOST_DEEP;
}
