/** What a name says of the value that stands under it. */
export type KeyClass =
  | 'none'
  | 'password'
  | 'token'
  /** Tokens only if they look like some: `key`, `signature`, `code` name harmless things as well. */
  | 'maybe token'
  /** Of a session: text of some length. */
  | 'session'
  /** A scheme and its credentials, as in the header. */
  | 'authorization'
  | 'cookie'
  /** Short secrets of digits. */
  | 'digits'
  /** `1.2.3.4` is no address there. */
  | 'version'
  /** Any other secret. */
  | 'secret';

const BY_WORDS: Readonly<Record<string, KeyClass>> = {
  password: 'password',
  passwd: 'password',
  pwd: 'password',
  pass: 'password',
  passphrase: 'password',
  passcode: 'password',
  secret: 'password',
  token: 'token',
  tokens: 'token',
  jwt: 'token',
  bearer: 'token',
  csrf: 'token',
  xsrf: 'token',
  apikey: 'token',
  'api key': 'token',
  'access key': 'token',
  accesskey: 'token',
  'access key id': 'token',
  'secret key': 'password',
  'private key': 'password',
  privatekey: 'password',
  'encryption key': 'password',
  'master key': 'password',
  'session key': 'token',
  'session token': 'token',
  'auth key': 'token',
  'seed phrase': 'password',
  mnemonic: 'password',
  sid: 'session',
  sessid: 'session',
  sessionid: 'session',
  'session id': 'session',
  jsessionid: 'session',
  phpsessid: 'session',
  authorization: 'authorization',
  auth: 'authorization',
  cookie: 'cookie',
  cookies: 'cookie',
  'set cookie': 'cookie',
  otp: 'digits',
  totp: 'digits',
  pin: 'digits',
  pincode: 'digits',
  'pin code': 'digits',
  cvv: 'digits',
  cvc: 'digits',
  ssn: 'secret',
  'social security number': 'secret',
  iban: 'secret',
  credential: 'secret',
  credentials: 'secret',
  'card number': 'secret',
  cardnumber: 'secret',
  'credit card': 'secret',
  creditcard: 'secret',
  'account number': 'secret',
  key: 'maybe token',
  signature: 'maybe token',
  sig: 'maybe token',
  code: 'maybe token',
  version: 'version',
  versions: 'version',
  ver: 'version',
};

/** Behind these words a name speaks of a secret, but not of its value: `passwordPolicy`, `token_type`. */
const STRONG = /^(password|passwd|pwd|passphrase|secret|token|apikey)$/;
const STILL_SECRET = /^(value|hash|old|new|current|confirm|confirmation|again|repeat|\d+)$/;
const LONGEST_NAME = 64;

/** By the last words of the name: `stripeSecretKey`, `X-Auth-Token`, `user_password`; never `keyboard`. */
export function classOfKey(name: string): KeyClass {
  if (name.length > LONGEST_NAME) return 'none';
  const words = wordsOf(name);
  for (const count of [3, 2, 1]) {
    const found = words.length < count ? undefined : BY_WORDS[words.slice(-count).join(' ')];
    if (found !== undefined && Object.hasOwn(BY_WORDS, words.slice(-count).join(' '))) return found;
  }
  const last = words.at(-1);
  const strong = words.findLast((word) => STRONG.test(word));
  return strong !== undefined && last !== undefined && STILL_SECRET.test(last) ? (BY_WORDS[strong] ?? 'none') : 'none';
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** Remembers what it was asked, as long as a session's names are few. */
export class KeyNames {
  readonly #known = new Map<string, KeyClass>();

  classOf(name: string): KeyClass {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const found = classOfKey(name);
    if (this.#known.size < 20_000) this.#known.set(name, found);
    return found;
  }
}
