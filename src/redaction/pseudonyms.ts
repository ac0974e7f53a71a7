import type { SecretKind } from './rule.ts';
import { isNumeric, type Secret, type Secrets } from './secrets.ts';

const WORDS: Readonly<Record<Exclude<SecretKind, 'e-mail' | 'IP address' | 'card-like'>, string>> = {
  token: 'token',
  cookie: 'cookie',
  bearer: 'bearer',
  jwt: 'jwt',
  password: 'password',
  'key name': 'key',
  rule: 'redacted',
};

/** The form that a pseudonym may have, whatever session it is in. */
export const PSEUDONYM_SHAPE = /(?:token|cookie|bearer|jwt|password|key|redacted|sid)-\d+|user-\d+@redacted\.example/g;

/** Blocks that are reserved for documentation and tests: RFC 5737, 2544. */
const IPV4_BLOCKS: readonly { readonly prefix: string; readonly from: number; readonly count: number }[] = [
  { prefix: '192.0.2.', from: 1, count: 254 },
  { prefix: '198.51.100.', from: 1, count: 254 },
  { prefix: '203.0.113.', from: 1, count: 254 },
];

/** Gives each secret its name, the same whenever it is asked: by kind and in the order in which they were found. */
export class Pseudonyms {
  readonly #secrets: Secrets;
  readonly #names = new Map<Secret, string>();
  readonly #counts = new Map<string, number>();
  readonly #given = new Set<string>();
  #named = 0;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  of(secret: Secret): string {
    // In the order of finding, so that the names do not depend on who asks first.
    for (; this.#named < this.#secrets.list.length && !this.#names.has(secret); this.#named++) {
      const next = this.#secrets.list[this.#named];
      if (next) this.#names.set(next, this.#free(next));
    }
    return this.#names.get(secret) ?? '';
  }

  #free(secret: Secret): string {
    const { taken } = this.#secrets;
    for (;;) {
      const name = this.#next(secret);
      if (taken.has(name) || this.#given.has(name) || this.#secrets.get(name)) continue;
      this.#given.add(name);
      return name;
    }
  }

  #next(secret: Secret): string {
    const { kind, id } = secret;
    if (kind === 'IP address')
      return id.includes(':') ? `2001:db8::${this.#count('v6').toString(16)}` : this.#nextIpv4();
    if (kind === 'e-mail') return `user-${this.#count('user')}@redacted.example`;
    if (isNumeric(secret)) return this.#nextNumber(id.replace(/\D/g, '').length, kind === 'card-like');
    if (secret.hasFixedLength) {
      const name = `sid-${this.#count('sid')}`;
      return name.padEnd(id.length, '-');
    }
    const word = WORDS[kind === 'card-like' ? 'key name' : kind];
    return `${word}-${this.#count(word)}`;
  }

  #nextIpv4(): string {
    let n = this.#count('v4') - 1;
    for (const { prefix, from, count } of IPV4_BLOCKS) {
      if (n < count) return `${prefix}${from + n}`;
      n -= count;
    }
    // 198.18.0.0/15, for benchmarks, has room for another 131,072; 240.0.0.0/4, never given to anybody, for the rest.
    if (n < 0x2_0000) return `198.${18 + (n >> 16)}.${(n >> 8) & 0xff}.${n & 0xff}`;
    n -= 0x2_0000;
    return `240.${(n >> 16) & 0xff}.${(n >> 8) & 0xff}.${n & 0xff}`;
  }

  /** Begins with 9, as no card does; passes the check of cards where the number did. */
  #nextNumber(digits: number, isCard: boolean): string {
    const length = Math.max(digits, 4);
    const count = this.#count(`${length} digits ${isCard}`);
    if (!isCard)
      return length > 15 ? `9${String(count).padStart(length - 1, '0')}` : String(9 * 10 ** (length - 1) + count);
    const start = `9${String(count).padStart(length - 2, '0')}`;
    return start + luhnDigit(start);
  }

  #count(word: string): number {
    const count = (this.#counts.get(word) ?? 0) + 1;
    this.#counts.set(word, count);
    return count;
  }
}

/** Sum of a card number's digits as Luhn weighs them; a multiple of 10 for a valid one. */
export function luhnSum(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 0x30;
    sum += i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum;
}

function luhnDigit(start: string): number {
  return (10 - (luhnSum(`${start}0`) % 10)) % 10;
}

/** `name`'s digits in the layout of `raw`, which may have blanks or dashes between its own. */
export function laidOutAs(raw: string, name: string): string {
  const digits = raw.replace(/\D/g, '');
  if (digits.length !== name.length || digits.length === raw.length) return name;
  let at = 0;
  return raw.replace(/\d/g, () => name.charAt(at++));
}
