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

export const HAS_SHAPE = /^(?:e-mail|IP address|card-like|jwt)$/;
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
  #recountTo = 0;
  #at = 0;

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
    this.takeHeader(header);
  }

  get flaws(): readonly RuleFlaw[] {
    return this.rules.flaws;
  }

  /** Once more when a person has changed it. */
  takeHeader(header: SessionHeader): void {
    for (const secret of cleanHeader(header, this.#scrubber).secrets) secret.times++;
  }

  step(seq: number, event: WireEvent): void {
    if (event.kind === 'client') this.protocols.step(seq, event);
    this.#at = seq;
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
    const found = this.secrets.list.filter(({ times }) => times > 0);
    const kinds: Record<string, number> = {};
    let replaced = 0;
    for (const { id, kind, times } of found) {
      if (standing.has(id)) continue;
      kinds[kind] = (kinds[kind] ?? 0) + times;
      replaced += times;
    }
    const secrets = found.slice(0, MOST_SHOWN).map((secret) => this.#shown(secret));
    return { secrets, count: found.length, replaced, kinds, flaws: this.flaws };
  }

  /** The names that secrets have in the file. */
  nameOf(secret: Secret): string {
    return this.#pseudonyms.of(secret);
  }

  #shown(secret: Secret): FoundSecret {
    const { id, kind, value, firstSeq, place, times } = secret;
    const pseudonym = this.#pseudonyms.of(secret);
    return { id, kind, value, pseudonym, ...(firstSeq === undefined ? {} : { firstSeq }), place, times };
  }

  #learn(secret: Secret): void {
    // What has a shape of its own was seen wherever it stood before.
    if (!HAS_SHAPE.test(secret.kind) && this.#at >= this.#recountTo && secret.firstSeq !== undefined) {
      this.#recountTo = this.#at + 1;
      this.#timesSince.clear();
    }
    for (const variant of secret.variants) if (isTelling(variant, secret.kind)) this.#words.add(secret, variant, false);
  }
}
