/** What a text looks like, in the words of the screen. */
const FORMATS: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'uuid', pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i },
  { name: 'ISO time', pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/ },
  { name: 'ISO date', pattern: /^\d{4}-\d\d-\d\d$/ },
  { name: 'URL', pattern: /^[a-z][a-z0-9+.-]*:\/\/[^\s/]+\S*$/i },
  { name: 'e-mail', pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/ },
  { name: 'digits', pattern: /^\d+$/ },
];
/** A longer text is none of them. */
const LONGEST = 300;
/** The years 2001 to 2100, in milliseconds since 1970. */
const TIMES = { from: 978_307_200_000, to: 4_133_980_800_000 };

export function formatOf(text: string): string | undefined {
  return text.length > LONGEST ? undefined : FORMATS.find(({ pattern }) => pattern.test(text))?.name;
}

export function numberFormatOf(value: number): string | undefined {
  if (!Number.isInteger(value)) return undefined;
  return value > TIMES.from && value < TIMES.to ? 'time in ms' : 'whole';
}

/** Keys that are drawn, not chosen: an object of such maps ids to values. */
export function isDrawnKey(key: string): boolean {
  return /^\d+$/.test(key) || (key.length >= 20 && /^[\w-]+$/.test(key) && /\d/.test(key));
}
