import { expect, test } from 'vitest';
import type { SessionHeader } from '../../../src/session/header.ts';
import { SessionLog } from '../../../src/session/log.ts';
import { readChunk, writeChunks } from '../../../src/storage/chunks.ts';
import type { Database } from '../../../src/storage/database.ts';
import { Shelf } from '../../../src/storage/shelf.ts';
import type { WireEvent } from '../../../src/wire/wire-event.ts';
import type { Bench } from '../../../src/worker/bench.ts';
import { Previews } from '../../../src/worker/files/previews.ts';
import { draw } from '../../draw.ts';
import { freshDatabase, record } from '../storage/open.ts';

const MAIL = 'kim@customer.example';
const TOKEN = 'tok_9f8a7b6c5d4e3f2a1b';
const DRAWN = `
   0ms <  0{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200,"maxPayload":1000}
   1ms >  40{"token":"${TOKEN}"}
   2ms <  40{"sid":"b"}
   3ms >  42["login",{"user":"${MAIL}","order":"ORDER-77812"}]
   4ms <  42["hello","${MAIL}"]
`;
const NOTHING_KEPT = { rules: [], kept: [] };
const unwatched = (): void => undefined;

async function store(database: Database, events: readonly WireEvent[], header: Partial<SessionHeader> = {}) {
  const shelf = new Shelf(database);
  const base = record('a');
  await shelf.create({ ...base, header: { ...base.header, ...header } });
  const log = new SessionLog({ read: (index) => readChunk(database, 'a', index) });
  for (const event of events) log.append(event);
  await writeChunks(database, 'a', log.unsaved(), (old) => ({ ...old, entries: log.length }));
  return shelf;
}

async function staged(drawn = DRAWN) {
  const database = await freshDatabase();
  const shelf = await store(database, draw(drawn));
  const bench = { database, shelf, recordings: { get: () => undefined } } as unknown as Bench;
  return { previews: new Previews(bench), shelf };
}

test('a preview tells each secret, where it is first and how it will read', async () => {
  const { previews } = await staged();
  const made = await previews.redaction('a', NOTHING_KEPT, unwatched);
  if (!made.ok) throw new Error(made.error);
  const byValue = new Map(made.value.secrets.map((secret) => [secret.value, secret]));
  expect(byValue.get(TOKEN)).toMatchObject({ firstSeq: 1 });
  expect(byValue.get(MAIL)).toMatchObject({ kind: 'e-mail', firstSeq: 3, times: 2 });
  const entry = await previews.entry(4);
  expect(entry?.was).toBe(`42["hello","${MAIL}"]`);
  expect(entry?.file).not.toContain(MAIL);
  expect(entry?.file).toContain(byValue.get(MAIL)?.pseudonym);
  expect(await previews.entry(99)).toBeUndefined();
});

test('what is kept stands, and what a rule names is found', async () => {
  const { previews } = await staged();
  const made = await previews.redaction('a', NOTHING_KEPT, unwatched);
  const mail = made.ok ? made.value.secrets.find(({ value }) => value === MAIL) : undefined;
  if (!made.ok || !mail) throw new Error('nothing was found');
  const rules = [{ id: 'r', isOn: true, by: 'path', path: '[0].order' }] as const;
  const again = await previews.redaction('a', { rules, kept: [mail.id] }, unwatched);
  if (!again.ok) throw new Error(again.error);
  expect(again.value).toMatchObject({ count: made.value.count + 1, flaws: [] });
  expect(again.value.secrets.find(({ value }) => value === 'ORDER-77812')).toMatchObject({ kind: 'rule', firstSeq: 3 });
  expect((await previews.entry(3))?.file).toContain(MAIL);
  expect((await previews.entry(3))?.file).not.toContain('ORDER-77812');
});

test('a search that is cancelled goes on where it stopped', async () => {
  const lines = Array.from({ length: 2000 }, (_, i) => `${i + 5}ms > 42["n",${i}]`).join('\n');
  const { previews } = await staged(`${DRAWN}${lines}\n9000ms > 42["bye","lee@customer.example"]`);
  const first = previews.redaction('a', NOTHING_KEPT, unwatched);
  await previews.cancel();
  expect(await first).toEqual({ ok: false, error: 'Cancelled.' });
  const overtaken = previews.redaction('a', NOTHING_KEPT, unwatched);
  const second = await previews.redaction('a', NOTHING_KEPT, unwatched);
  expect(await overtaken).toMatchObject({ ok: false });
  if (!second.ok) throw new Error(second.error);
  const mails = second.value.secrets.filter(({ kind }) => kind === 'e-mail');
  expect(mails.map(({ value, times }) => [value, times])).toEqual([
    [MAIL, 2],
    ['lee@customer.example', 1],
  ]);
});

test('a rehearsal counts exactly, and finds that nothing is left', async () => {
  const { previews } = await staged(`${DRAWN}\n5ms > 42["again","${TOKEN}"]`);
  await previews.redaction('a', NOTHING_KEPT, unwatched);
  const tried = await previews.rehearse(unwatched);
  if (!tried.ok || !tried.value) throw new Error('it was not rehearsed');
  expect(tried.value.check).toMatchObject({ left: [], broken: [] });
  expect(tried.value.check.secrets).toBeGreaterThanOrEqual(2);
  expect(Math.max(...tried.value.times.values())).toBe(2);
});

test('what a person adds to the cover note is looked at, too, and no entry is read again', async () => {
  const { previews, shelf } = await staged();
  await previews.redaction('a', NOTHING_KEPT, unwatched);
  await shelf.change('a', (old) => ({
    ...old,
    header: { ...old.header, cover: { happened: 'ask max@shop.example' } },
  }));
  const again = await previews.redaction('a', NOTHING_KEPT, unwatched);
  if (!again.ok) throw new Error(again.error);
  const found = again.value.secrets.find(({ value }) => value === 'max@shop.example');
  expect(found).toBeDefined();
  expect(found).not.toHaveProperty('firstSeq');
  expect(again.value.secrets.find(({ value }) => value === MAIL)?.times).toBe(2);
});

test('the file is named without the secrets of the session’s name', async () => {
  const { previews, shelf } = await staged();
  await shelf.change('a', (old) => ({ ...old, header: { ...old.header, name: `Login of ${MAIL}` } }));
  const made = await previews.redaction('a', NOTHING_KEPT, unwatched);
  if (!made.ok) throw new Error(made.error);
  const mail = made.value.secrets.find(({ value }) => value === MAIL);
  expect(made.value.name).toBe(`Login of ${mail?.pseudonym}`);
  const kept = await previews.redaction('a', { rules: [], kept: [mail?.id ?? ''] }, unwatched);
  expect(kept).toMatchObject({ ok: true, value: { name: `Login of ${MAIL}` } });
});

test('rules are kept; what cannot be read of them is left out', async () => {
  const database = await freshDatabase();
  const previews = new Previews({ database } as unknown as Bench);
  expect(await previews.rules()).toEqual([]);
  const rule = { id: 'r', isOn: false, by: 'pattern', pattern: 'ORD-\\d+' } as const;
  expect(await previews.setRules([rule])).toEqual({ ok: true, value: undefined });
  expect(await previews.rules()).toEqual([rule]);
  await database.put('settings', [rule, { by: 'dream' }, 7], 'redaction rules');
  expect(await previews.rules()).toEqual([rule]);
});

test('a session that is gone has no preview', async () => {
  const { previews } = await staged();
  expect(await previews.redaction('b', NOTHING_KEPT, unwatched)).toMatchObject({ ok: false });
});
