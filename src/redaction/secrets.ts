import type { SecretKind } from './rule.ts';

/** One secret of a session, however often and in whatever form it occurs. */
export type Secret = {
  /** Its normal form: an e-mail address in lower case, a card's digits. */
  readonly id: string;
  readonly kind: SecretKind;
  /** As it stood where it was found first. */
  readonly value: string;
  /** All ways in which it was written so far, `value` among them. */
  readonly variants: Set<string>;
  /** Undefined where only the header holds it. */
  readonly firstSeq: number | undefined;
  readonly place: string;
  /** Must a pseudonym have exactly so many characters? A session's id has. */
  readonly hasFixedLength: boolean;
  /** In entries. */
  times: number;
  inHeader: number;
};

export type Sighting = {
  readonly value: string;
  readonly kind: SecretKind;
  readonly hasFixedLength?: boolean;
};

const MOST_VARIANTS = 6;

/** The secrets of a session in the order in which they were found. */
export class Secrets {
  readonly #byId = new Map<string, Secret>();
  readonly list: Secret[] = [];
  /** Texts of the session that look like pseudonyms: none of them may be given again. */
  readonly taken = new Set<string>();

  get(id: string): Secret | undefined {
    return this.#byId.get(id);
  }

  /** `place` tells where it stands; it is asked only for a new one. `isNew`: this way of writing it was not known. */
  see(
    { value, kind, hasFixedLength = false }: Sighting,
    firstSeq: number | undefined,
    place: () => string,
  ): { readonly secret: Secret; readonly isNew: boolean } {
    const seen = this.#byId.get(value);
    if (seen?.variants.has(value)) return { secret: seen, isNew: false };
    const id = idOf(value, kind);
    const known = this.#byId.get(id);
    if (known) {
      const isNew = !known.variants.has(value) && known.variants.size < MOST_VARIANTS;
      if (isNew) known.variants.add(value);
      return { secret: known, isNew };
    }
    const variants = new Set([value]);
    const secret: Secret = {
      id,
      kind,
      value,
      variants,
      firstSeq,
      place: place(),
      hasFixedLength,
      times: 0,
      inHeader: 0,
    };
    this.#byId.set(id, secret);
    this.list.push(secret);
    return { secret, isNew: true };
  }
}

export function isNumeric({ id }: Secret): boolean {
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(id);
}

const COMMON = new Set(
  (
    'password passwords username undefined anonymous websocket transport polling message messages connect connected ' +
    'disconnect reconnect localhost redacted example function response request success failure notfound ' +
    'authorization authenticate authenticated unauthorized forbidden expired invalid required application ' +
    'json javascript typescript socketio engineio webtransport text/plain application/json keep-alive ' +
    'production development staging testing default primary secondary customer'
  ).split(' '),
);
const TEMPLATES = 'user-1@redacted.example token-1 cookie-1 bearer-1 jwt-1 password-1 key-1 redacted-1 sid-1';

/**
 * Whether it may be replaced wherever it occurs, also where nothing gives it away: long or mixed enough to be nothing
 * else. All other secrets are replaced only where they were found.
 */
export function isTelling(value: string, kind: SecretKind): boolean {
  if (value.length < 6) return false;
  if (kind === 'e-mail' || kind === 'IP address' || kind === 'card-like') return true;
  if (/^[\d.-]+$/.test(value)) return value.replace(/\D/g, '').length >= 9;
  const lower = value.toLowerCase();
  if (COMMON.has(lower) || TEMPLATES.includes(lower)) return false;
  return value.length >= 8 || classesIn(value) >= 2;
}

/** Of the classes lower case, upper case, digit, anything else. */
function classesIn(value: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((one) => one.test(value)).length;
}

function idOf(value: string, kind: SecretKind): string {
  if (kind === 'e-mail') return value.toLowerCase();
  // Cards and numbers of any kind with blanks or dashes between their digits are the digits.
  return /^\d[\d -]{10,}\d$/.test(value) ? value.replace(/[ -]/g, '') : value;
}
