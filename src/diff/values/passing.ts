/** Last words of names whose values are new with every run: ids, tokens, times, counters. */
const PASSING_WORDS: ReadonlySet<string> = new Set(
  `id ids uid uuid guid oid sid pid token tokens jwt nonce csrf xsrf secret signature sig etag salt session cookie time
  times timestamp timestamps ts at date datetime when now clock uptime expires expiry created updated modified seq
  sequence counter tick cursor trace span`.split(/\s+/),
);

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const HEX = /^[\da-f]{12,}$/i;
const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;
/** Base64, base64url or three of them with dots; a word has no digits, a sentence has spaces. */
const TOKEN = /^(?=.*\d)(?=.*[A-Za-z])[\w+/=.-]{16,}$/;

/** The years 2001 to 2100 in seconds and in ms since 1970. */
const EPOCHS = [
  { from: 978_307_200, to: 4_133_980_800 },
  { from: 978_307_200_000, to: 4_133_980_800_000 },
] as const;

/** Whether the last name in the path says so: `[0].createdAt`, `*.user_id`. */
export function isPassingName(path: string): boolean {
  const name = /([\w$-]+)(?:\[[\d*]+\])*$/.exec(path)?.[1] ?? '';
  const word = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .split(/[_$-]/)
    .findLast((part) => part !== '');
  return word !== undefined && PASSING_WORDS.has(word.toLowerCase());
}

/** Whether it looks like an id, a token or a time, whatever its name. */
export function isPassingValue(value: unknown): boolean {
  if (typeof value === 'number') return EPOCHS.some(({ from, to }) => value >= from && value < to);
  return typeof value === 'string' && [UUID, HEX, TIME, TOKEN].some((pattern) => pattern.test(value));
}
