import type { ShelfHit } from './hit.ts';
import type { IndexedEvent } from './event-index.ts';
import type { EntryTest } from './entry-test.ts';
import type { SessionTerm, ShelfQuery, TextTerm } from './shelf-query.ts';

/** What is known of a session without reading its log. */
export type SessionFacts = {
  readonly name: string;
  readonly tags: readonly string[];
  readonly endpoints: readonly string[];
  /** What people and the shelf say of it: notes, the cover note, its state. */
  readonly remarks: readonly string[];
  readonly events: readonly IndexedEvent[];
};

export type Hits = { readonly hits: readonly ShelfHit[]; readonly hitCount: number };

/** What of a session's entries must be read to be certain. */
export type Reading = {
  /** There must be an entry that passes; undefined where none is asked for. */
  readonly wanted: EntryTest | undefined;
  /** There must be none that passes one of these. */
  readonly unwanted: readonly EntryTest[];
};

/** `hits`: what the facts know; where entries are `wanted`, those count instead. */
export type Verdict =
  { readonly isMatch: false } | ({ readonly isMatch: true; readonly reading: Reading | undefined } & Hits);

const NO: Verdict = { isMatch: false };

/** What the facts alone say of a session. */
export function judge({ terms, texts }: ShelfQuery, facts: SessionFacts, hitsTold: number): Verdict {
  if (!terms.every((term) => holds(term, facts) !== term.isNot)) return NO;
  const events = terms.filter(({ on, isNot }) => on === 'event' && !isNot);
  const isMeant = (name: string) => events.every(({ matches }) => matches(name));
  const carried = events.length > 0 ? facts.events.filter(({ name }) => isMeant(name)) : ofWords(terms, facts);
  // Each of them is there, but no entry is all of them.
  if (events.length > 0 && carried.length === 0) return NO;
  const hits = carried.flatMap((event) => event.hits).toSorted((a, b) => a.seq - b.seq);
  return {
    isMatch: true,
    reading: readingFor(texts, events.length > 0 ? isMeant : undefined),
    hits: hits.slice(0, hitsTold),
    hitCount: carried.reduce((sum, { count }) => sum + count, 0),
  };
}

function readingFor(texts: readonly TextTerm[], isMeant: EntryTest['isMeant']): Reading | undefined {
  if (texts.length === 0) return undefined;
  const wanted = texts.filter(({ isNot }) => !isNot);
  const unwanted = texts.filter(({ isNot }) => isNot);
  return {
    wanted: wanted.length > 0 ? { texts: wanted, isMeant } : undefined,
    unwanted: unwanted.map((text) => ({ texts: [text], isMeant: undefined })),
  };
}

/** Whether names of events can make a difference, so that they must be known. */
export function asksForEvents({ terms }: ShelfQuery): boolean {
  return terms.some(({ on }) => on === 'event' || on === 'word');
}

/** Whether it does not match, whatever events it holds. */
export function isRuledOut({ terms }: ShelfQuery, facts: Omit<SessionFacts, 'events'>): boolean {
  const others = terms.filter(({ on }) => on !== 'event' && on !== 'word');
  return !others.every((term) => holds(term, { ...facts, events: [] }) !== term.isNot);
}

function holds({ on, matches }: SessionTerm, facts: SessionFacts): boolean {
  switch (on) {
    case 'name':
      return matches(facts.name);
    case 'tag':
      return facts.tags.some(matches);
    case 'endpoint':
      return facts.endpoints.some(matches);
    case 'event':
      return facts.events.some(({ name }) => matches(name));
    case 'word':
      return wordsOf(facts).some(matches) || facts.events.some(({ name }) => matches(name));
  }
}

function wordsOf({ name, tags, endpoints, remarks }: SessionFacts): readonly string[] {
  return [name, ...tags, ...endpoints, ...remarks];
}

/** Events that a bare word found. */
function ofWords(terms: readonly SessionTerm[], { events }: SessionFacts): readonly IndexedEvent[] {
  const words = terms.filter(({ on, isNot }) => on === 'word' && !isNot);
  return events.filter(({ name }) => words.some(({ matches }) => matches(name)));
}
