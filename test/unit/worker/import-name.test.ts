import { expect, test } from 'vitest';
import { namedHeader } from '../../../src/worker/files/import-name.ts';
import { PASTED_TEXT } from '../../../src/worker/files/pasted-text.ts';
import { fileOf } from '../exporters/session-file.ts';
import { Shelf } from '../../../src/storage/shelf.ts';
import { freshDatabase, record } from '../storage/open.ts';
import { draw } from '../../draw.ts';
import { Workbench } from '../../../src/worker/workbench.ts';
import { stubNavigator } from './browser.ts';
import { filesOf } from './files.ts';
import { stage } from './stage.ts';

stubNavigator();

const HEADER = { ...record('a').header, name: 'shop.example, from a HAR' };
const AT = new Date(2026, 10, 21, 21, 48).getTime();

test.each([
  ['customer-4471.har', 'customer-4471'],
  ['server.debug.log.gz', 'server.debug'],
  ['server log', 'server log'],
  ['.har', '.har'],
  ['', 'shop.example, from a HAR'],
  [PASTED_TEXT, 'shop.example, from a HAR, pasted 21:48'],
])('what comes in “%s” is called “%s”', (fileName, name) => {
  const session = { header: HEADER, isNameless: true };
  expect(namedHeader(session, fileName, AT).name).toBe(name);
});

test('a session that has a name keeps it', () => {
  expect(namedHeader({ header: HEADER }, 'other.har', AT)).toBe(HEADER);
});

test('a damaged file stays known for one', async () => {
  const database = await freshDatabase();
  const files = await filesOf(new Workbench(database, stage(database).surroundings));
  const whole = await fileOf(HEADER, draw(`0ms < 40`));
  const lines = Array.from({ length: 7 }, (_, i) => `broken ${i}\n`);
  const report = await files.importFile(new Blob([whole, ...lines]), 'a.ndjson', () => undefined);
  if (!report.ok) throw new Error(report.error);
  const stored = await new Shelf(database).read(report.value.key);
  expect(stored?.flaws?.count).toBe(7);
  expect(stored?.flaws?.sentences).toEqual(report.value.problems.slice(0, 5));
});
