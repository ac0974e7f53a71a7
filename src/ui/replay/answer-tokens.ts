export type AnswerToken = {
  /** Offset in the text. */
  readonly at: number;
  readonly text: string;
  /** `placed`: ‹what will be put there›; `odd`: it stands otherwise in the other text. */
  readonly kind: 'plain' | 'key' | 'placed' | 'odd';
};

/** Keys with their colons, strings, what will be put in place, words and numbers, single marks. The text may be cut anywhere. */
const PARTS = /"(?:[^"\\]|\\.)*(?:"\s*:|"|$)|‹[^›]*›?|[^\s"{}[\],:‹]+|\s+|[^\s]/g;

/** Without what stands before the first odd value's key, where that would be out of sight of so many characters. */
export function fromFirstOdd(tokens: readonly AnswerToken[], inSight: number): readonly AnswerToken[] {
  const first = tokens.findIndex(({ kind }) => kind === 'odd');
  const odd = tokens[first];
  if (!odd || odd.at + odd.text.length <= inSight) return tokens;
  const from = tokens[first - 1]?.kind === 'key' ? first - 1 : first;
  return from === 0 ? tokens : [{ at: -1, text: '…', kind: 'key' }, ...tokens.slice(from)];
}

/** Splits a line of JSON so that keys stand back; with `other`, what differs from it stands out. */
export function answerTokens(text: string, other?: string): readonly AnswerToken[] {
  const parts = partsOf(text);
  const isOdd = other === undefined ? () => false : oddPlaces(parts, partsOf(other));
  const tokens: AnswerToken[] = [];
  let at = 0;
  for (const [i, part] of parts.entries()) {
    const kind = isOdd(i) ? 'odd' : kindOf(part);
    const last = tokens.at(-1);
    if (last?.kind === kind) tokens.splice(-1, 1, { ...last, text: last.text + part });
    else tokens.push({ at, text: part, kind });
    at += part.length;
  }
  return tokens;
}

function partsOf(text: string): readonly string[] {
  return text.match(PARTS) ?? [];
}

function kindOf(part: string): AnswerToken['kind'] {
  if (part.startsWith('‹')) return 'placed';
  return /^".*:$/s.test(part) ? 'key' : 'plain';
}

/** Of texts with as many parts each part has its like; else all between the common beginning and end is odd. */
function oddPlaces(parts: readonly string[], others: readonly string[]): (i: number) => boolean {
  if (parts.length === others.length) return (i) => parts[i] !== others[i];
  const shorter = Math.min(parts.length, others.length);
  let before = 0;
  while (before < shorter && parts[before] === others[before]) before++;
  let after = 0;
  while (after < shorter - before && parts.at(-1 - after) === others.at(-1 - after)) after++;
  return (i) => i >= before && i < parts.length - after;
}
