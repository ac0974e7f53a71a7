import { expect, test } from 'vitest';
import { connectionIn, withConnection, withTerm } from '../../../src/ui/filter/connection-filter.ts';
import { countsText, hiddenBy } from '../../../src/ui/filter/counts.ts';
import { rangeText } from '../../../src/ui/filter/range-text.ts';
import { NewRows } from '../../../src/ui/timeline/new-rows.ts';
import type { SessionState } from '../../../src/worker/remote.ts';

const session: SessionState = {
  key: 'a',
  name: 'Untitled',
  mode: 'live',
  startedAt: '2026-11-20T10:15:02.120Z',
  now: 0,
  recovered: false,
  deleted: false,
  entries: 1204,
  recorded: 1204,
  shown: 1204,
  generation: 1,
  folded: 0,
  edition: 0,
  notes: 0,
  filter: '',
  storage: { state: 'saving' },
  connections: [],
  rates: { sent: 0, received: 0 },
  eventNames: [],
};

test('hidden rows are counted only while a filter is on', () => {
  expect(countsText(session)).toBe('1,204 recorded · 1,204 shown');
  expect(countsText({ ...session, filter: 'event:a', shown: 310 })).toBe('1,204 recorded · 310 shown · 894 hidden');
});

test('while a filter counts, its progress is told instead', () => {
  const filtering = { done: 41_880, total: 1_024_510 };
  expect(countsText({ ...session, filter: 'a', shown: 31, filtering })).toBe(
    '1,204 recorded · 31 shown · counting 41,880 of 1,024,510',
  );
});

test('rows are new from the moment following stops', () => {
  const news = new NewRows();
  expect(news.count(session, true)).toBe(0);
  expect(news.count(session, false)).toBe(0);
  expect(news.count({ ...session, shown: 1207 }, false)).toBe(3);
  expect(news.count({ ...session, shown: 1207 }, false)).toBe(3);
  expect(news.count({ ...session, shown: 1208 }, true)).toBe(0);
});

test('a new filter starts the count anew, and rows that it is still finding are not new', () => {
  const news = new NewRows();
  news.count(session, true);
  const filtering = { done: 1, total: 2 };
  expect(news.count({ ...session, generation: 2, shown: 10, filtering }, false)).toBe(0);
  expect(news.count({ ...session, generation: 2, shown: 40, filtering }, false)).toBe(0);
  expect(news.count({ ...session, generation: 2, shown: 42 }, false)).toBe(2);
});

test('it is said what hides, where it is not the text alone, and what lies in folded groups', () => {
  const range = { fromMs: 0, toMs: 20_000 };
  const hidden = { ...session, shown: 1000 };
  expect(countsText({ ...hidden, range })).toMatch(/· 204 hidden by time$/);
  expect(countsText({ ...hidden, filter: 'conn:2' })).toMatch(/· 204 hidden by connection$/);
  expect(countsText({ ...hidden, filter: 'a conn:2', range })).toMatch(/hidden by text and connection and time$/);
  expect(countsText({ ...hidden, folded: 4, filter: 'a' })).toMatch(/· 1,000 shown · 200 hidden · 4 in folded groups$/);
  expect(countsText({ ...hidden, folded: 204 })).toMatch(/· 1,000 shown · 204 in folded groups$/);
  expect(hiddenBy({ ...hidden, filter: 'conn:2', range })).toEqual([
    'Only connection 2 is shown',
    'Only 0–20 s is shown',
  ]);
});

test.each([
  [0, 20_000, '0–20 s'],
  [4118, 4640, '4.118–4.64 s'],
  [12.04, 12.9, '12.04–12.9 ms'],
  [0.001, 0.003, '0.001–0.003 ms'],
  [62_000, 90_500, '1:02–1:30.5'],
  [0, 600_000, '0:00–10:00'],
  [7_200_000, 7_800_000, '2:00:00–2:10:00'],
])('%d to %d ms is written %s', (fromMs, toMs, text) => {
  expect(rangeText({ fromMs, toMs })).toBe(text);
});

test('a term that is added holds beside all that stands there', () => {
  expect(withTerm('', 'x')).toBe('x');
  expect(withTerm('a "or"', 'x')).toBe('a "or" x');
  expect(withTerm('a or b', 'x')).toBe('(a or b) x');
  expect(withTerm('(a or b)', 'x')).toBe('(a or b) x');
  expect(connectionIn('(a or b) conn:2')).toBe(2);
  expect(withConnection('(a or b) conn:2', undefined)).toBe('a or b');
  expect(withConnection('(a or b) (c or d) conn:2', undefined)).toBe('(a or b) (c or d)');
  expect(connectionIn('a or conn:2')).toBeUndefined();
});
