import { expect, it } from 'vitest';
import type { RemoteWorker, SessionState } from '../../../src/worker/remote.ts';
import { PageSession } from '../../../src/worker/viewer/page-session.ts';
import { PageWorker } from '../../../src/worker/viewer/page-worker.ts';
import { seq } from '../../../src/session/entry.ts';
import { FULL_HEADER, traffic } from '../../session-page.ts';
import { draw } from '../../draw.ts';
import { fileOf, gzip } from '../exporters/session-file.ts';
import { until } from './until.ts';

const ENTRIES = 3000;

async function packed(): Promise<Uint8Array> {
  return gzip(await fileOf(FULL_HEADER, draw(traffic(ENTRIES))));
}

async function opened(file: Uint8Array) {
  const session = await PageSession.open(Buffer.from(file).toString('base64'), ENTRIES);
  if (!session.ok) throw new Error(session.error);
  const worker = new PageWorker(session.value);
  const told: { session?: SessionState | undefined; problem?: string } = {};
  await worker.attach({
    onsession: (state) => void (told.session = state),
    onshelf: () => undefined,
    onprofiles: () => undefined,
    onreplay: () => undefined,
    onproblem: (message) => void (told.problem = message),
  });
  await until(() => told.session?.mode === 'saved' && told.session.filtering === undefined);
  return { session: session.value, worker, told };
}

it('shows the session that its page holds: rows, notes, details, findings, events', async () => {
  const { worker, told } = await opened(await packed());
  expect(told.session).toMatchObject({ entries: ENTRIES, recorded: ENTRIES + 1, notes: 2, name: FULL_HEADER.name });
  expect(told.session?.now).toBe(100 + (ENTRIES - 1) * 10);
  const { rows } = await worker.rows(5, 6);
  expect(rows[0]).toMatchObject({ seq: 4, kind: 'CONNECT', remark: 'the answer takes long' });
  expect((await worker.details({ seq: seq(5), part: 0 }))?.payload).toContain('<b>me</b>');
  expect((await worker.diagnosis())?.findings.length).toBeGreaterThan(0);
  expect((await worker.script.catalogue())?.events.map(({ event }) => event)).toContain('price');
});

it('filters as the app does', async () => {
  const { worker, told } = await opened(await packed());
  expect(await worker.setFilter('event:hello kind:EVENT')).toEqual({ ok: true, value: undefined });
  await until(() => told.session?.shown === 1);
  expect(await worker.setFilter('kind:')).toMatchObject({ ok: false });
});

it('gives the session file back as it is', async () => {
  const file = await packed();
  const { session } = await opened(file);
  expect(Buffer.from(await session.file.arrayBuffer()).equals(file)).toBe(true);
});

it('of a damaged file shows what can be read, and says so', async () => {
  const file = await packed();
  const { told } = await opened(file.subarray(0, file.length - 6000));
  expect(told.session?.entries).toBeGreaterThan(100);
  expect(told.session?.entries).toBeLessThan(ENTRIES);
  await until(() => told.problem?.startsWith('This page is damaged') === true);
  expect(told.problem).toMatch(/Line \d+/);
});

it('refuses what is no session', async () => {
  expect(await PageSession.open('!', 1)).toMatchObject({ ok: false });
  expect(await PageSession.open(Buffer.from('no gzip').toString('base64'), 1)).toMatchObject({ ok: false });
});

it('refuses to record, keep or send anything', async () => {
  const { worker }: { readonly worker: RemoteWorker } = await opened(await packed());
  expect(await worker.setNote({ seq: seq(1), part: 0 }, 'mine')).toMatchObject({ ok: false });
  expect(() => worker.files).toThrow('only shows its session');
});
