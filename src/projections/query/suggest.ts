import { HAS_WORDS } from './query.ts';
import { PATHS, TERMS } from './language/terms.ts';

/** What may stand at the caret: `insert` takes the place of the text from `from` to `to`. */
export type Suggestion = {
  readonly insert: string;
  readonly from: number;
  readonly to: number;
  /** What it means, or how many rows have it. */
  readonly says: string;
  /** More follows it at once: a value behind its term. */
  readonly isOpen: boolean;
};

/** A word of the session, and how many rows have it. */
export type Counted = { readonly word: string; readonly rows: number };

/** What a session contains. */
export type Words = {
  readonly kind: readonly Counted[];
  readonly event: readonly Counted[];
  readonly ns: readonly Counted[];
  readonly conn: readonly Counted[];
  readonly via: readonly Counted[];
  readonly dir: readonly Counted[];
  /** Paths into arguments, as far as some of the newest rows show them. */
  readonly paths: readonly Counted[];
};

const MOST = 12;
type Place = { readonly key: string | undefined; readonly typed: string; readonly from: number; readonly to: number };

export function suggest(text: string, caret: number, words: Words): readonly Suggestion[] {
  const place = placeAt(text, caret);
  const found = place.key === undefined ? beginnings(place, words) : valuesFor(place, place.key, words);
  return found.slice(0, MOST);
}

/** What is being typed: the last choice of a value, or the beginning of a term. */
function placeAt(text: string, caret: number): Place {
  const before = text.slice(0, caret);
  const [, , key, values = ''] = /(^|[\s(-])([a-z]+):((?:"(?:[^"\\]|\\.)*"?|[^\s"])*)$/.exec(before) ?? [];
  const [rest = ''] = /^[^\s)]*/.exec(text.slice(caret)) ?? [];
  if (key !== undefined) {
    const [typed = ''] = /(?:"(?:[^"\\]|\\.)*"?|[^,])*$/.exec(values) ?? [];
    return { key, typed: typed.replace(/^"|"$/g, ''), from: caret - typed.length, to: caret + rest.length };
  }
  const [typed = ''] = /(?:\["(?:[^"\\]|\\.)*"\]|[^\s(])*$/.exec(before) ?? [];
  const word = typed.replace(/^-/, '');
  return { key: undefined, typed: word, from: caret - word.length, to: caret + rest.length };
}

function beginnings({ typed, from, to }: Place, words: Words): readonly Suggestion[] {
  const starts = (word: string): boolean => word.toLowerCase().startsWith(typed.toLowerCase());
  const terms = TERMS.filter(({ name }) => starts(name)).map(({ name, says }) => ({ insert: `${name}:`, says }));
  const roots = PATHS.map(({ says, examples: [example] }) => ({
    insert: example.slice(0, example.indexOf(':') + 1),
    says,
  }));
  const paths = words.paths.map(({ word, rows }) => ({ insert: `${word}:`, says: `in ${rows} of the newest rows` }));
  const known = /^(?:arg|\$)/.test(typed) ? [...paths, ...roots] : [];
  const shown = [...terms, ...known.filter(({ insert }) => starts(insert) && insert !== typed)];
  return shown.map(({ insert, says }) => ({ insert, says, from, to, isOpen: true }));
}

function valuesFor(place: Place, key: string, words: Words): readonly Suggestion[] {
  const typed = place.typed.toLowerCase();
  const { from, to } = place;
  const fitting = choicesFor(key, words).filter(({ insert }) => insert.toLowerCase().includes(typed));
  // What begins with it before what holds it.
  const rank = ({ insert }: { readonly insert: string }): number => Number(!insert.toLowerCase().startsWith(typed));
  return fitting
    .toSorted((a, b) => rank(a) - rank(b))
    .map(({ insert, says }) => ({ insert: written(insert), says, from, to, isOpen: false }));
}

type Choice = { readonly insert: string; readonly says: string };

function choicesFor(key: string, words: Words): readonly Choice[] {
  switch (key) {
    case 'kind':
    case 'event':
    case 'ns':
    case 'conn':
    case 'via':
    case 'dir':
      return words[key].map(({ word, rows }) => ({
        insert: word,
        says: `${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'}`,
      }));
    case 'has':
      return HAS_WORDS.map((word) => ({ insert: word, says: HAS_SAYS[word] }));
    default: {
      const term = TERMS.find(({ name }) => name === key);
      return (term?.examples ?? []).map((example) => ({ insert: example.slice(key.length + 1), says: 'for example' }));
    }
  }
}

const HAS_SAYS: Readonly<Record<(typeof HAS_WORDS)[number], string>> = {
  ack: 'an acknowledgement id',
  binary: 'binary, or with attachments',
  pair: 'a question with its answer',
  note: 'a note or a mark',
  error: 'malformed, failed or refused',
  pending: 'waits for its answer',
  offset: 'an offset of connection state recovery',
  probe: 'of Sockscope’s own checks',
};

function written(word: string): string {
  const isPlain = /^[^\s",()/*]+$/.test(word) || /^\/[^\s",()*]*[^\s",()*/]$|^\/$/.test(word);
  return isPlain ? word : `"${word.replace(/["\\]/g, '\\$&')}"`;
}
