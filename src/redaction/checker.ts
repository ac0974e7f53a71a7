import type { Protocols } from '../session/protocols.ts';
import { payloadOf, type WireEvent } from '../wire/wire-event.ts';
import { codedForms, escapedForms, latin1 } from './forms.ts';
import { Matcher } from './matcher.ts';
import type { Secret } from './secrets.ts';
import { isReadAlike } from './read-alike.ts';
import { utf8Bytes } from '../base/bytes.ts';

/** What a look at the finished entries found. */
export type RedactionCheck = {
  /** How many different secrets were looked for: as text, in base64, percent-encoded, escaped, in hexadecimal digits. */
  readonly secrets: number;
  /** How many are too short or common for that: replaced where a name or rule gives them away, and nowhere else. */
  readonly onlyWhereFound: number;
  /** Entries that still hold one. */
  readonly left: readonly number[];
  /** Entries that were read before and no longer are, or differently. */
  readonly broken: readonly number[];
};

/** Looks at what was written, by other means than those that rewrote it. */
export class Checker {
  readonly #protocols: Protocols;
  readonly #matcher = new Matcher<true>();
  readonly #octets = new Matcher<true>();
  readonly #left = new Set<number>();
  readonly #broken = new Set<number>();
  readonly #secrets = new Set<Secret>();
  readonly #local = new Set<Secret>();

  constructor(protocols: Protocols) {
    this.#protocols = protocols;
  }

  get result(): RedactionCheck {
    const onlyWhereFound = [...this.#local].filter((secret) => !this.#secrets.has(secret)).length;
    return { secrets: this.#secrets.size, onlyWhereFound, left: [...this.#left], broken: [...this.#broken] };
  }

  /** `isDeep`: in all forms, and not only as it is written. */
  lookFor(secret: Secret, value: string, isDeep: boolean): void {
    // What always lies inside another one is looked for, too, but nobody was told of it.
    if (secret.times + secret.inHeader > 0) this.#secrets.add(secret);
    const octets = latin1(utf8Bytes(value));
    this.#matcher.add(value, true);
    this.#octets.add(octets, true);
    if (!isDeep) return;
    for (const { text } of [...codedForms(value), ...escapedForms(value)]) {
      this.#matcher.add(text, true);
      this.#octets.add(text, true);
    }
  }

  notLookFor(secret: Secret): void {
    if (secret.times + secret.inHeader > 0) this.#local.add(secret);
  }

  look(seq: number, before: WireEvent, after: WireEvent): void {
    if (this.#holdsSecret(after)) this.#left.add(seq);
    if (before !== after && !isReadAlike(before, after, this.#protocols.of(seq, before))) this.#broken.add(seq);
  }

  #holdsSecret(event: WireEvent): boolean {
    const payload = payloadOf(event);
    if (typeof payload === 'string' && this.#matcher.occursIn(payload)) return true;
    if (payload instanceof Uint8Array && this.#octets.occursIn(latin1(payload))) return true;
    if (event.kind === 'frame' && !event.more && event.probe === undefined) return false;
    const { payload: _, ...fields } = { payload: undefined, ...event };
    return this.#matcher.occursIn(JSON.stringify(fields));
  }
}
