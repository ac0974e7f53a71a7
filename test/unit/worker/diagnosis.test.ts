import { beforeAll, expect, test } from 'vitest';
import type { CheckState } from '../../../src/doctor/checks.ts';
import type { Finding } from '../../../src/doctor/finding.ts';
import type { Entry } from '../../../src/session/entry.ts';
import type { Examiner, Surroundings } from '../../../src/worker/surroundings.ts';
import { Workbench } from '../../../src/worker/workbench.ts';
import { draw } from '../../draw.ts';
import { fileOf } from '../exporters/session-file.ts';
import { freshDatabase, record } from '../storage/open.ts';
import { stubNavigator } from './browser.ts';
import { optionsFrom, stage } from './stage.ts';
import { filesOf } from './files.ts';
import { until } from './until.ts';

beforeAll(stubNavigator);

/** Finds one thing for each event of a name. */
class Listener implements Examiner {
  readonly #found: Finding[] = [];

  step({ seq, event }: Entry): void {
    if (event.kind !== 'client' || event.event !== 'connect_error') return;
    const { conn } = event;
    const words = { rule: 'staged', severity: 'error', cause: 'It failed.', certainty: 'certain', reason: '' } as const;
    const evidence = [{ seqs: [seq], words: 'here' }];
    this.#found.push({ ...words, key: String(seq), conn, evidence, alternatives: [], remedies: [], waysRound: [] });
  }

  findings(): readonly Finding[] {
    return this.#found;
  }
}

const RUNNING: CheckState = { id: 'handshake', title: 'Read the handshake', state: 'running', words: '' };
const CHOSEN = { protocol: 'v4', parser: 'default' } as const;

async function staged() {
  const database = await freshDatabase();
  const { surroundings, clients } = stage(database);
  surroundings.loadExaminer = () => Promise.resolve(new Listener());
  const workbench = new Workbench(database, surroundings);
  let tellings = 0;
  const problems: string[] = [];
  await workbench.attach({
    onsession: () => void tellings++,
    onshelf: () => undefined,
    onprofiles: () => undefined,
    onreplay: () => undefined,
    onproblem: (message) => void problems.push(message),
  });
  return { workbench, surroundings, clients, problems, tellings: () => tellings };
}

/** Checks that go on until they are cancelled. */
function checkUntilCancelled(surroundings: Surroundings): { asked: unknown[][]; isClosed: boolean } {
  const seen: { asked: unknown[][]; isClosed: boolean } = { asked: [], isClosed: false };
  surroundings.runChecks = (options, recorder, page, signal, onstate, all) => {
    seen.asked.push([options.protocol, recorder.conn, page.origin, all]);
    onstate([RUNNING]);
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        seen.isClosed = true;
        onstate([{ ...RUNNING, state: 'cancelled' }]);
        resolve();
      });
    });
  };
  return seen;
}

test('what is folded is examined, live and in a stored session', async () => {
  const { workbench, clients } = await staged();
  expect(await workbench.diagnosis()).toBeUndefined();
  await workbench.connect(optionsFrom(CHOSEN), undefined);
  await until(() => clients.length === 1);
  clients[0]!.report('connect_error', undefined, { message: 'xhr poll error' });
  await until(async () => (await workbench.diagnosis())?.findings.length === 1);
  const header = record('a', {}).header;
  const file = await fileOf({ ...header, id: 'b' }, draw('0ms client connect_error\n1ms client connect_error'));
  const report = await (await filesOf(workbench)).importFile(new Blob([file]), 'a.ndjson', () => undefined);
  if (!report.ok) throw new Error(report.error);
  await workbench.openSession(report.value.key);
  await until(async () => (await workbench.diagnosis())?.findings.length === 2);
  expect(await workbench.diagnosis()).toMatchObject({ checks: [], isRunning: false, findings: [{ key: '0' }, {}] });
  expect(await workbench.diagnose(1, false)).toEqual({
    ok: false,
    error: 'Connect first: a saved session is examined as it is, without asking the server.',
  });
});

test('checks run one at a time, tell how far they are, and can be cancelled', async () => {
  const { workbench, surroundings, tellings } = await staged();
  await workbench.connect(optionsFrom(CHOSEN), undefined);
  const seen = checkUntilCancelled(surroundings);
  expect(await workbench.diagnose(7, false)).toMatchObject({ ok: false });
  const before = tellings();
  const run = workbench.diagnose(1, true);
  await until(async () => (await workbench.diagnosis())?.checks.length === 1);
  await until(() => tellings() > before);
  expect(await workbench.diagnosis()).toMatchObject({ checks: [RUNNING], isRunning: true });
  expect(seen.asked).toEqual([['v4', 1, 'http://page', true]]);
  expect((await workbench.rows(0, 9)).rows.map(({ data }) => data)).toHaveLength(3);
  expect(await workbench.diagnose(1, false)).toEqual({
    ok: false,
    error: 'A diagnosis is under way; cancel it first.',
  });
  await workbench.cancelDiagnosis();
  expect(await run).toEqual({ ok: true, value: undefined });
  expect(await workbench.diagnosis()).toMatchObject({ checks: [{ state: 'cancelled' }], isRunning: false });
});

test('a session that is closed ends its checks first', async () => {
  const { workbench, surroundings } = await staged();
  await workbench.connect(optionsFrom(CHOSEN), undefined);
  const seen = checkUntilCancelled(surroundings);
  const run = workbench.diagnose(1, false);
  await until(() => seen.asked.length === 1);
  await workbench.closeSession();
  expect(seen.isClosed).toBe(true);
  expect((await run).ok).toBe(true);
});

test('checks that fail by a bug are told, and can be run again', async () => {
  const { workbench, surroundings } = await staged();
  await workbench.connect(optionsFrom(CHOSEN), undefined);
  surroundings.runChecks = () => Promise.reject(new Error('no such chunk'));
  expect(await workbench.diagnose(1, false)).toEqual({ ok: false, error: 'The diagnosis failed: no such chunk' });
  expect(await workbench.diagnosis()).toMatchObject({ isRunning: false });
});

test('a doctor that stumbles does not stop the rows', async () => {
  const { workbench, surroundings, clients, problems } = await staged();
  surroundings.loadExaminer = () =>
    Promise.resolve({
      step: () => {
        throw new Error('a bug');
      },
      findings: () => [],
    });
  await workbench.connect(optionsFrom(CHOSEN), undefined);
  await until(() => clients.length === 1);
  clients[0]!.connect();
  await until(async () => (await workbench.rows(0, 9)).rows.length === 5);
  expect(problems).toEqual(['The doctor stumbled over #0 and reads no further: a bug']);
});

test('a session goes on where the doctor cannot be loaded, and that is told', async () => {
  const { workbench, surroundings, clients, problems } = await staged();
  surroundings.loadExaminer = () => Promise.reject(new Error('no such chunk'));
  await workbench.connect(optionsFrom(CHOSEN), undefined);
  await until(() => clients.length === 1);
  clients[0]!.connect();
  await until(async () => (await workbench.rows(0, 9)).rows.length === 5);
  expect(problems).toEqual([
    'The doctor could not be loaded, so nothing will be found: no such chunk. Reload the page.',
  ]);
});
