import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { SessionHeader } from '../../../src/session/header.ts';
import type { Database } from '../../../src/storage/database.ts';
import { Shelf } from '../../../src/storage/shelf.ts';
import type { SessionState, ShelfState } from '../../../src/worker/remote.ts';
import { Workbench } from '../../../src/worker/workbench.ts';
import { draw } from '../../draw.ts';
import { fileOf } from '../exporters/session-file.ts';
import { freshDatabase, record } from '../storage/open.ts';
import { stubNavigator } from './browser.ts';
import { AS_RECORDED, filesOf } from './files.ts';
import { optionsFrom, stage } from './stage.ts';
import { until } from './until.ts';

beforeAll(stubNavigator);
afterEach(() => void vi.useRealTimers());

const DRAWN = `
   0ms user connect
   1ms > GET #1 http://host/socket.io/?EIO=4&transport=polling
   4ms < 200 #1 0{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200}␞40{"sid":"b"}
   5ms > 420["ask",1]
   9ms < 430["yes"]
  10ms < 451-["file",{"_placeholder":true,"num":0}]
  11ms < hex 01 02
`;
const HEADER: SessionHeader = {
  id: '0198c0de-7a11-7cc0-8f00-00000000beef',
  name: 'Checkout',
  startedAt: '2026-11-20T10:15:02.120Z',
  app: 'sockscope 0.1.0',
  userAgent: '',
  connections: [
    {
      id: 1,
      url: 'http://host',
      path: '/socket.io/',
      protocol: 'v4',
      parser: 'default',
      transports: ['polling'],
      namespaces: ['/'],
    },
  ],
  notes: [],
  tags: [],
};

/** A page that has attached itself to a workbench, and what it was told last. */
async function attached(database?: Database) {
  const own = database ?? (await freshDatabase());
  const { surroundings, clients } = stage(own);
  const workbench = new Workbench(own, surroundings);
  const told: { session: SessionState | undefined; shelf: ShelfState | undefined; problems: string[] } = {
    session: undefined,
    shelf: undefined,
    problems: [],
  };
  await workbench.attach({
    onsession: (state) => void (told.session = state),
    onshelf: (state) => void (told.shelf = state),
    onprofiles: () => undefined,
    onreplay: () => undefined,
    onproblem: (message) => void told.problems.push(message),
  });
  return { workbench, told, clients, database: own, shelf: new Shelf(own) };
}

type Page = Awaited<ReturnType<typeof attached>>;

async function imported({ workbench }: Page, header = HEADER, drawn = DRAWN): Promise<string> {
  const report = await (
    await filesOf(workbench)
  ).importFile(new Blob([await fileOf(header, draw(drawn))]), 'a.ndjson', () => undefined);
  if (!report.ok) throw new Error(report.error);
  return report.value.key;
}

async function opened(page: Page, key: string): Promise<void> {
  expect(await page.workbench.openSession(key)).toEqual({ ok: true, value: undefined });
  await until(() => page.told.session?.key === key && page.told.session.mode === 'saved');
}

test('an imported file stands on the shelf and opens with all its rows', async () => {
  const page = await attached();
  const key = await imported(page);
  await until(() => page.told.shelf?.items[0]?.entries === 7);
  expect(page.told.shelf).toMatchObject({
    items: [
      { key, name: 'Checkout', entries: 7, imported: true, recovered: false, endpoint: 'http://host', lengthMs: 11 },
    ],
    usedBytes: 1000,
    quotaBytes: 5000,
  });
  await opened(page, key);
  expect(page.told.session).toMatchObject({
    name: 'Checkout',
    mode: 'saved',
    entries: 7,
    recorded: 9,
    shown: 9,
    now: 11,
    eventNames: ['ask', 'file'],
    connections: [{ id: 1, url: 'http://host', status: 'disconnected' }],
  });
  const { rows } = await page.workbench.rows(0, 100);
  expect(rows.map(({ kind }) => kind).join(' ')).toBe(
    'user request response open CONNECT EVENT ACK BINARY_EVENT attachment',
  );
  expect(await page.workbench.details(rows[7]!)).toMatchObject({ attachments: [new Uint8Array([1, 2])] });
  expect(await page.workbench.insight()).toMatchObject({
    acks: { answered: 1 },
    transport: { stories: [{ sid: 'a' }] },
  });
});

test('what is exported is what was imported, plain and compressed', async () => {
  const page = await attached();
  const key = await imported(page);
  const file = await fileOf(HEADER, draw(DRAWN));
  const plain = await (
    await filesOf(page.workbench)
  ).exportSession(key, { ...AS_RECORDED, compress: false }, () => undefined);
  if (!plain.ok) throw new Error(plain.error);
  expect(plain.value.fileName).toMatch(/\.sockscope\.ndjson$/);
  expect(new Uint8Array(await plain.value.file.arrayBuffer())).toEqual(file);
  const packed = await (
    await filesOf(page.workbench)
  ).exportSession(key, { ...AS_RECORDED, compress: true }, () => undefined);
  if (!packed.ok) throw new Error(packed.error);
  expect(packed.value.fileName).toMatch(/\.ndjson\.gz$/);
  const again = await (await filesOf(page.workbench)).importFile(packed.value.file, 'b.gz', () => undefined);
  expect(again).toMatchObject({ ok: true, value: { name: 'Checkout', entries: 7, problemCount: 0 } });
});

test('a file that is none leaves nothing on the shelf', async () => {
  const page = await attached();
  const report = await (await filesOf(page.workbench)).importFile(new Blob(['hello']), 'notes.txt', () => undefined);
  expect(report).toMatchObject({ ok: false, error: expect.stringMatching(/^notes\.txt: /) });
  expect(await page.shelf.list()).toEqual([]);
});

test('an import or export that is cancelled leaves nothing behind', async () => {
  const page = await attached();
  const drawn = Array.from({ length: 40 }, (_, i) => `${i}ms < 42["${'x'.repeat(60_000)}"]`).join('\n');
  const file = new Blob([await fileOf(HEADER, draw(drawn))]);
  const importing = (await filesOf(page.workbench)).importFile(file, 'a.ndjson', () => undefined);
  await (await filesOf(page.workbench)).cancel();
  expect(await importing).toEqual({ ok: false, error: 'Cancelled; nothing was imported.' });
  expect(await page.shelf.list()).toEqual([]);
  expect(await page.database.count('chunks')).toBe(0);
  const key = await imported(page, HEADER, drawn);
  const exporting = (await filesOf(page.workbench)).exportSession(
    key,
    { ...AS_RECORDED, compress: false },
    () => undefined,
  );
  await (await filesOf(page.workbench)).cancel();
  expect(await exporting).toEqual({ ok: false, error: 'Cancelled; nothing was written.' });
});

test('the filter decides which rows there are; one that cannot be read changes nothing', async () => {
  const page = await attached();
  await opened(page, await imported(page));
  const before = page.told.session!.generation;
  expect(await page.workbench.setFilter('kind:EVENT,ACK')).toEqual({ ok: true, value: undefined });
  await until(() => page.told.session?.filter === 'kind:EVENT,ACK' && !page.told.session.filtering);
  expect(page.told.session).toMatchObject({ shown: 2, recorded: 9 });
  expect(page.told.session?.generation).toBeGreaterThan(before);
  const { rows, generation } = await page.workbench.rows(0, 100);
  expect(generation).toBe(page.told.session?.generation);
  expect(rows.map(({ index, seq }) => [index, seq])).toEqual([
    [0, 3],
    [1, 4],
  ]);
  expect(await page.workbench.indexOf(rows[1]!)).toBe(1);
  expect(await page.workbench.indexOf({ seq: rows[0]!.seq, part: 1 })).toBeUndefined();
  expect(await page.workbench.setFilter('kind:nonsense')).toMatchObject({ ok: false, error: { offset: 5 } });
  expect((await page.workbench.rows(0, 100)).generation).toBe(generation);
});

test('what narrows one session’s rows is gone when another is opened', async () => {
  const page = await attached();
  const [first, second] = [
    await imported(page),
    await imported(page, { ...HEADER, name: 'Other' }, '0ms < 2\n1ms > 3'),
  ];
  await opened(page, first);
  await page.workbench.setFilter('kind:pong', { fromMs: 0, toMs: 1 });
  await until(() => page.told.session?.range !== undefined && page.told.session.filter === 'kind:pong');
  await opened(page, second);
  await until(() => page.told.session?.shown === 2);
  expect(page.told.session).toMatchObject({ name: 'Other', filter: '', recorded: 2 });
  expect(page.told.session).not.toHaveProperty('range');
});

test('a range narrows the rows beside the text, also where the text cannot be read', async () => {
  const page = await attached();
  await opened(page, await imported(page, HEADER, '0ms < 2\n1ms > 3\n5ms < 2\n6ms > 3'));
  expect((await page.workbench.setFilter('kind:ping', { fromMs: 1, toMs: 5 })).ok).toBe(true);
  await until(() => page.told.session?.shown === 1);
  expect((await page.workbench.rows(0, 9)).rows.map(({ seq }) => seq)).toEqual([2]);
  expect((await page.workbench.setFilter('kind:', { fromMs: 0, toMs: 5 })).ok).toBe(false);
  await until(() => page.told.session?.shown === 2);
  expect(page.told.session).toMatchObject({ filter: 'kind:ping', range: { fromMs: 0, toMs: 5 } });
  expect((await page.workbench.setFilter('')).ok).toBe(true);
  await until(() => page.told.session?.shown === 4);
});

test('of two filters asked for at once, the later one holds', async () => {
  const page = await attached();
  await opened(page, await imported(page, HEADER, '0ms < 2\n1ms > 3\n2ms > 3'));
  await Promise.all([page.workbench.setFilter('kind:pong'), page.workbench.setFilter('')]);
  await until(() => page.told.session?.shown === 3);
  expect(page.told.session?.filter).toBe('');
});

test('a query for what waits lets go of it when the answer comes', async () => {
  const page = await attached();
  await opened(page, await imported(page, HEADER, '0ms > 420["ask"]\n1ms > 421["ask"]\n5ms < 430[]'));
  await page.workbench.setFilter('has:pending');
  await until(() => page.told.session?.shown === 1);
  expect((await page.workbench.rows(0, 9)).rows.map(({ seq }) => seq)).toEqual([1]);
});

test('suggestions come from the session in view, and queries are kept for all', async () => {
  const page = await attached();
  expect(await page.workbench.suggestions('event:', 6)).toEqual([]);
  await opened(page, await imported(page, HEADER, '0ms < 42["chat"]\n1ms < 42["chat"]\n2ms < 42["news"]'));
  expect((await page.workbench.suggestions('event:', 6)).map(({ insert, says }) => `${insert}, ${says}`)).toEqual([
    'chat, 2 rows',
    'news, 1 row',
  ]);
  expect(await page.workbench.saveQuery(' kind:ping ')).toEqual({ ok: true, value: undefined });
  expect(await page.workbench.savedQueries()).toEqual(['kind:ping']);
  await page.workbench.deleteQuery('kind:ping');
  expect(await page.workbench.savedQueries()).toEqual([]);
});

test('a name is changed on the shelf and in the view', async () => {
  const page = await attached();
  const key = await imported(page);
  await opened(page, key);
  expect((await page.workbench.renameSession(key, 'Staging')).ok).toBe(true);
  await until(() => page.told.session?.name === 'Staging' && page.told.shelf?.items[0]?.name === 'Staging');
  expect((await page.shelf.read(key))?.header.name).toBe('Staging');
  expect(await page.workbench.renameSession('nobody', 'x')).toEqual({
    ok: false,
    error: 'The session was deleted meanwhile.',
  });
});

test('what is here already is told when it comes again', async () => {
  const { workbench } = await attached();
  const files = await filesOf(workbench);
  const asides = async (header: SessionHeader) => {
    const file = new Blob([await fileOf(header, draw(DRAWN))]);
    const report = await files.importFile(file, 'a.ndjson', () => undefined);
    return report.ok ? report.value.asides : report.error;
  };
  expect(await asides(HEADER)).toEqual([]);
  expect(await asides({ ...HEADER, name: 'Renamed' })).toEqual(['The same session is here already: “Checkout”.']);
  expect(await asides({ ...HEADER, startedAt: '2026-11-19T10:00:00.000Z' })).toEqual([]);
});

test('what is deleted can be undone, and stands in its place meanwhile', async () => {
  const page = await attached();
  const older = await imported(page, { ...HEADER, startedAt: '2026-11-19T10:00:00.000Z' });
  const newer = await imported(page);
  await opened(page, newer);
  expect((await page.workbench.deleteSession(newer)).ok).toBe(true);
  await until(() => page.told.session === undefined && page.told.shelf?.deleted.length === 1);
  expect(page.told.shelf).toMatchObject({
    items: [{ key: older }],
    deleted: [{ key: newer, name: 'Checkout', before: older }],
  });
  expect(await page.workbench.openSession(newer)).toEqual({ ok: false, error: 'This session is no longer there.' });
  await page.workbench.undoDelete(newer);
  await until(() => page.told.shelf?.items.length === 2);
  expect(page.told.shelf?.deleted).toEqual([]);
  await opened(page, newer);
  expect(page.told.session?.entries).toBe(7);
});

test('after ten seconds a deletion cannot be undone, and its chunks are gone', async () => {
  const page = await attached();
  const key = await imported(page);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await page.workbench.deleteSession(key);
  vi.advanceTimersByTime(9_999);
  expect(await page.database.count('chunks')).toBe(1);
  vi.advanceTimersByTime(1);
  await until(async () => (await page.database.count('chunks')) === 0);
  await page.workbench.undoDelete(key);
  expect(await page.shelf.list()).toEqual([]);
});

test('a recording whose tab has died is recovered when the next one comes', async () => {
  const database = await freshDatabase();
  await new Shelf(database).create(record('lost'));
  const { told } = await attached(database);
  await until(() => told.shelf !== undefined);
  expect(told.shelf?.items).toMatchObject([{ key: 'lost', recovered: true }]);
});

test('what another tab does to the session in view is told', async () => {
  const page = await attached();
  const other = await attached(page.database);
  const key = await imported(page);
  await opened(page, key);
  await other.workbench.renameSession(key, 'From elsewhere');
  await until(() => page.told.session?.name === 'From elsewhere');
  await other.workbench.deleteSession(key);
  await until(() => page.told.session?.deleted === true);
  expect((await page.workbench.rows(0, 1)).rows).toHaveLength(1);
  await other.workbench.undoDelete(key);
  await until(() => page.told.session?.deleted === false);
});

test('without a session in view there are no rows, and nothing can be sent', async () => {
  const { workbench } = await attached();
  expect((await workbench.rows(0, 10)).rows).toEqual([]);
  expect(await workbench.insight()).toBeUndefined();
  const emission = { conn: 1, nsp: '/', event: 'a', args: '[]', expectAck: false, isVolatile: false };
  expect(await workbench.emit(emission)).toMatchObject({ ok: false, error: expect.stringMatching(/^Connect first/) });
});

test('entries that the disk has lost are told', async () => {
  const page = await attached();
  const key = await imported(page);
  await page.database.delete('chunks', [key, 0]);
  await opened(page, key);
  await until(() => page.told.problems.length > 0);
  expect(page.told.problems).toEqual(['7 of 7 entries are missing on the disk; the rows before them are here.']);
});

test('what wants the relay waits until one is offered, and no session begins before', async () => {
  const { workbench, shelf, clients } = await attached();
  const options = optionsFrom({ protocol: 'v4', parser: 'default', useRelay: true });
  expect(await workbench.connect(options, undefined)).toEqual({
    ok: false,
    error: 'The relay is not running: start Sockscope with npm start.',
  });
  expect(await shelf.list()).toEqual([]);
  await workbench.offerRelay({ url: 'http://127.0.0.1:4175', token: 'token' });
  expect(await workbench.connect(options, undefined)).toEqual({ ok: true, value: { conn: 1 } });
  await until(() => clients.length === 1);
  expect(clients[0]!.recorder.relay).toEqual({ url: 'http://127.0.0.1:4175', token: 'token', route: 7 });
});

test('the page is told of each connection what it speaks, and any of them can be disconnected', async () => {
  const { workbench, told, clients } = await attached();
  await workbench.connect(optionsFrom({ protocol: 'v4', parser: 'msgpack', path: '/a/' }), undefined);
  await workbench.connect(optionsFrom({ path: '/b/' }), undefined);
  await until(() => clients.length === 1);
  clients[0]!.connect();
  await until(() => told.session?.connections[0]?.status === 'connected');
  expect(told.session).toMatchObject({
    current: 2,
    connections: [
      { id: 1, protocol: 'v4', parser: 'msgpack', path: '/a/', relay: false, isActive: true },
      { id: 2, parser: 'default', path: '/b/', status: 'connecting', isActive: true },
    ],
  });
  expect(told.session?.connections[1]).not.toHaveProperty('protocol');
  await workbench.disconnect(1);
  await until(() => told.session?.connections[0]?.isActive === false);
  expect(told.session?.connections[1]).toMatchObject({ isActive: true });
});

test('a note is kept with the session: in its row, on the shelf, in the file, and after opening it again', async () => {
  const page = await attached();
  const key = await imported(page);
  await opened(page, key);
  const { rows } = await page.workbench.rows(0, 100);
  expect(await page.workbench.setNote(rows[4]!, 'lets us in')).toMatchObject({ ok: true });
  expect(await page.workbench.setNote(rows[5]!, '')).toMatchObject({ ok: true });
  const remarks = async () => (await page.workbench.rows(0, 100)).rows.map(({ remark }) => remark);
  expect((await remarks()).slice(3, 6)).toEqual([undefined, 'lets us in', '']);
  await until(() => page.told.session?.notes === 2);
  const file = await (
    await filesOf(page.workbench)
  ).exportSession(key, { ...AS_RECORDED, compress: false }, () => undefined);
  if (!file.ok) throw new Error(file.error);
  expect(await file.value.file.text()).toContain(
    '"notes":[{"seq":2,"part":2,"text":"lets us in"},{"seq":3,"text":""}]',
  );

  const other = await attached(page.database);
  await opened(other, key);
  expect(await other.workbench.setNote(rows[4]!, 'does not')).toMatchObject({ ok: true });
  expect(await other.workbench.setNote(rows[5]!, undefined)).toMatchObject({ ok: true });
  await until(() => page.told.session?.notes === 1);
  expect((await remarks()).slice(3, 6)).toEqual([undefined, 'does not', undefined]);
});
