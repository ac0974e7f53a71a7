import { expect, test } from 'vitest';
import { countsText } from '../../../src/ui/timeline/counts.ts';
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
