import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readShelfQuery } from '../../../../src/projections/shelf/shelf-query.ts';
import { hitPieces, nearFirstMark } from '../../../../src/ui/shelf/hit-pieces.ts';
import {
  deletedText,
  hostOf,
  lengthText,
  missText,
  phraseOf,
  retentionText,
  searchText,
  startedText,
  stateSentence,
  stateWords,
  tagTerm,
  whyKept,
} from '../../../../src/ui/shelf/shelf-words.ts';
import { timelineFilter } from '../../../../src/ui/shelf/timeline-filter.ts';
import type { ShelfSearch } from '../../../../src/worker/shelf/shelf-remote.ts';
import { item } from './item.ts';

test('when it started: a time today, a word for yesterday, a date before', () => {
  const at = (day: number, hour: number, year = 2026): string => new Date(year, 10, day, hour, 2).toISOString();
  const now = new Date(2026, 10, 21, 10, 15).getTime();
  expect(startedText(at(21, 9), now)).toBe('today 09:02');
  expect(startedText(at(20, 23), now)).toBe('yesterday');
  expect(startedText(at(7, 9), now)).toBe('7 Nov');
  expect(startedText(at(7, 9, 2025), now)).toBe('7 Nov 2025');
  expect(startedText('never', now)).toBe('');
});

test('how long it is, and where it went', () => {
  expect([31_000, 277_400, 3_723_000, -1].map(lengthText)).toEqual(['0:31', '4:37', '1:02:03', '0:00']);
  expect(hostOf('https://shop.example.org/socket.io/')).toBe('shop.example.org');
  expect(hostOf('not a URL')).toBe('not a URL');
});

test('a session says its states in words, and why it stays', () => {
  const words = stateWords(item('a', { recovered: true, isLocked: true, notes: 2, recording: 'elsewhere' }));
  expect(words).toEqual(['recording in another tab', 'locked', 'recovered', '2 notes']);
  const damaged = item('b', { imported: true, flaws: { count: 7, sentences: ['Line 3: broken.'] } });
  expect(stateWords(damaged)).toEqual(['imported, damaged']);
  expect(stateSentence(damaged)).toBe('The file had 7 problems:\nLine 3: broken.\nand 6 more');
  expect(whyKept(item('a'))).toBeUndefined();
  expect(whyKept(item('a', { isLocked: true }))).toMatch(/unlock/);
});

const over: ShelfSearch = {
  found: ['a', 'b', 'c', 'd', 'e'].map((key) => ({ key, hits: [], hitCount: 1 })),
  hitCount: 9,
  progress: { done: 14, total: 14 },
  elapsedMs: 243,
  isOver: true,
  unread: [],
};

test('a search says what it found, in how many, how long it took, and what it left', () => {
  expect(searchText(over)).toBe('9 entries in 5 of 14 sessions, 0.24 s');
  expect(missText(over)).toBe('9 sessions hold no match');
  expect(searchText({ ...over, hitCount: 0 })).toBe('5 of 14 sessions, 0.24 s');
  expect(searchText({ ...over, progress: { done: 7, total: 14 } })).toContain('stopped after 7');
  expect(missText({ ...over, found: [] })).toBe('None of 14 sessions holds a match.');
  expect(missText({ ...over, isOver: false })).toBeUndefined();
});

test('what was deleted, and what happens to old sessions', () => {
  expect(deletedText(['Checkout'], false, undefined)).toBe('Deleted “Checkout”');
  expect(deletedText(['a', 'b'], false, undefined)).toBe('Deleted 2 sessions');
  expect(deletedText(['a', 'b'], true, { rule: 'delete', days: 30 })).toBe(
    '2 sessions, older than 30 days, were deleted',
  );
  expect(retentionText({ rule: 'ask', days: 30 })).toBe('Older than 30 days: ask');
});

test('a tag is searched for by a term that finds it, whatever stands in it', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (tag) => {
      const query = readShelfQuery(tagTerm(tag));
      expect(query.ok && query.value?.terms[0]?.on === 'tag' && query.value.terms[0].matches(tag)).toBe(true);
    }),
  );
});

test('bare words that found nothing can be searched for as text', () => {
  expect(phraseOf(' time out ')).toBe('"time out"');
  expect(phraseOf('cart:pay')).toBe('"cart:pay"');
  for (const text of ['', 'tag:x', '"a', '/a/', '-a', 'a -b']) expect(phraseOf(text), text).toBeUndefined();
});

test('of a search, the timeline’s filter takes what concerns entries', () => {
  expect(timelineFilter('name:shop "time out" event:cart:pay -"paid"')).toBe('"time out" event:cart:pay -"paid"');
  expect(timelineFilter('pay tag:x')).toBe('event:*pay*');
  expect(timelineFilter('cart:pay')).toBe('event:*cart:pay*');
  expect(timelineFilter('"unclosed')).toBe('');
});

test('a hit’s text is split into keys and marks, and nothing of it is lost', () => {
  expect(hitPieces('{"error":"timeout"}', [{ start: 10, end: 17 }]).map(({ text }) => text)).toEqual([
    '{',
    '"error":',
    '"',
    'timeout',
    '"}',
  ]);
  const marks = fc.array(fc.record({ start: fc.integer({ min: -3, max: 30 }), end: fc.integer({ min: -3, max: 30 }) }));
  fc.assert(
    fc.property(fc.string(), marks, (text, some) => {
      const pieces = hitPieces(text, some);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      for (const { at, text: part, isMark } of pieces) {
        const inMark = (place: number) => some.some(({ start, end }) => start <= place && place < end);
        for (let i = at; i < at + part.length; i++) expect(inMark(i)).toBe(isMark);
      }
    }),
  );
});

test('where there is little room, what was found is still in sight', () => {
  const text = `${'a'.repeat(60)}timeout at bank`;
  const near = nearFirstMark({ text, marks: [{ start: 60, end: 67 }] });
  expect(near.text).toBe(`…${'a'.repeat(8)}timeout at bank`);
  expect(near.marks.map(({ start, end }) => near.text.slice(start, end))).toEqual(['timeout']);
  expect(nearFirstMark({ text, marks: [] })).toEqual({ text, marks: [] });
});
