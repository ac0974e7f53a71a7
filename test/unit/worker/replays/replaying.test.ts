import messagePack from 'socket.io-msgpack-parser';
import type { Socket } from 'socket.io';
import { beforeAll, expect, test } from 'vitest';
import type { Message } from '../../../../src/replay/message.ts';
import { installWebSocket } from '../../capture/in-node.ts';
import { serve, socketIo2, socketIo4 } from '../../capture/servers.ts';
import { stubNavigator } from '../browser.ts';
import { ok, RealPage } from './real-page.ts';
import { openDrawn, questions } from './recordings.ts';
import { practice, server } from './server.ts';

beforeAll(installWebSocket);
beforeAll(stubNavigator);

type Answer = (...args: unknown[]) => void;
const truthful = (socket: Socket) =>
  socket.on('ask', ({ n }: { n: number }, answer: Answer) => answer({ n, twice: n * 2 }));

test('an imported session of 200 questions comes again in order and is answered alike', async () => {
  const heard: number[] = [];
  const url = await server((socket) => {
    truthful(socket);
    socket.on('ask', ({ n }: { n: number }) => void heard.push(n));
  });
  const page = await RealPage.open();
  await openDrawn(page, questions(200, 10));
  await ok(page.replays.prepare({ kind: 'session' }));
  await page.connect(url);
  await ok(page.replays.aimAt(page.session?.key ?? '', 1));
  await ok(page.replays.change({ timing: { kind: 'original', speed: 20 } }));
  expect(await page.replays.steps(7, 8)).toMatchObject([
    { index: 7, args: '{"n":7}', verdict: 'not sent', recorded: '{"n":7,"twice":14}', recordedMs: 1, atMs: 70 },
  ]);
  const state = await page.play();
  expect(state).toMatchObject({ source: { name: 'Checkout, staging' }, status: 'ended' });
  expect(state.counts).toEqual({ total: 200, sent: 200, waiting: 0, equal: 200, differs: 0, missing: 0, extra: 0 });
  expect(heard).toEqual(Array.from({ length: 200 }, (_, n) => n));
  expect(await page.replays.verdicts(3)).toEqual(['equal', 'equal', 'equal']);

  await page.lastRow('user replay_result');
  const rows = await page.rows();
  const first = rows.indexOf('user replay_start');
  const step = ['user replay', 'sent EVENT ask'];
  expect(rows.slice(first, first + 3)).toEqual(['user replay_start', ...step]);
  // Each note stands just before its frame.
  expect(rows.flatMap((row, i) => (row === 'user replay' && rows[i + 1] !== step[1] ? [i] : []))).toEqual([]);
  expect(rows.slice(-2)).toEqual(['user replay_end', 'user replay_result']);
  const compared = await page.replays.comparison(199);
  const { rows: all } = await page.workbench.rows(0, 10_000);
  const rowOf = (id = { seq: NaN, part: 0 }) => all.find(({ seq, part }) => seq === id.seq && part === id.part);
  expect(rowOf(compared?.sentRow)).toMatchObject({ kind: 'EVENT', data: '{"n":199}' });
  expect(rowOf(compared?.answerRow)).toMatchObject({ kind: 'ACK', data: '{"n":199,"twice":398}' });
});

test('of a server that has changed three answers and leaves one out, exactly those four differ', async () => {
  const url = await server((socket) =>
    socket.on('ask', ({ n }: { n: number }, answer: Answer) => {
      if (n !== 150) answer({ n, twice: [10, 20, 199].includes(n) ? -1 : n * 2 });
    }),
  );
  const page = await RealPage.open();
  await openDrawn(page, questions(200, 1));
  await ok(page.replays.prepare({ kind: 'session' }));
  await page.connect(url);
  await ok(page.replays.aimAt(page.session?.key ?? '', 1));
  await ok(page.replays.change({ timing: { kind: 'acks' }, ackTimeoutMs: 300 }));
  const { counts } = await page.play();
  expect(counts).toMatchObject({ sent: 200, equal: 196, differs: 3, missing: 1, extra: 0 });
  const steps = await page.replays.steps(0, 200);
  expect(steps.flatMap(({ index, verdict }) => (verdict === 'equal' ? [] : [`${index} ${verdict}`]))).toEqual([
    '10 differs',
    '20 differs',
    '150 missing',
    '199 differs',
  ]);
  expect(await page.replays.comparison(20)).toMatchObject({
    recorded: '[{"n":20,"twice":40}]',
    answer: '[{"n":20,"twice":-1}]',
    differences: [{ path: '[0].twice', kind: 'changed', was: '40', now: '-1', isIgnored: false }],
  });
  await page.lastRow('user replay_result');
  const { rows } = await page.workbench.rows(0, 10_000);
  const kept = await page.workbench.details(rows.at(-1)!);
  expect(JSON.parse(kept?.json ?? '')).toMatchObject({
    counts,
    steps: [{ step: 11 }, { step: 21 }, { step: 151 }, {}],
  });

  await ok(page.replays.change({ ignored: ['*.twice'] }));
  await page.until(() => page.replay?.counts.equal === 199);
  await ok(page.replays.change({ ignored: [] }));
  await page.replays.accept(20);
  await page.until(() => page.replay?.counts.differs === 2);
  expect(await page.replays.change({ ignored: ['[0'] })).toMatchObject({ ok: false });
});

test('the token of a login is put in place of the recorded one, and what depends on it goes well', async () => {
  const url = await practice();
  const page = await RealPage.open();
  const conn = await page.connect(url, { namespaces: ['/shop'] });
  const nsp = { nsp: '/shop' };
  await page.emit(conn, 'login', [{ user: 'kim' }], nsp);
  await page.answered(1);
  const { rows } = await page.workbench.rows(0, 100);
  const token = /tok-\w+/.exec(rows.find(({ kind }) => kind === 'ACK')?.data ?? '')?.[0] ?? '';
  await page.emit(conn, 'join', [{ room: `room-${token}-x`, token }], nsp);
  await page.emit(conn, 'cart:add', [{ sku: 'A-11', n: 2, token }], nsp);
  await page.emit(conn, 'pay', [{ token }], nsp);
  await page.answered(4);

  await ok(page.replays.prepare({ kind: 'session' }));
  const again = await page.connect(url, { namespaces: ['/shop'] });
  await ok(page.replays.aimAt(page.session?.key ?? '', again));
  await ok(page.replays.change({ timing: { kind: 'acks' } }));
  // Without a rule the shop refuses the token of before.
  expect((await page.play()).counts).toMatchObject({ sent: 4, equal: 0, differs: 4 });

  const [suggestion] = await page.replays.suggestions();
  expect(suggestion).toMatchObject({
    rule: { from: { event: 'login' }, path: '[0].token' },
    value: `"${token}"`,
    uses: 4,
  });
  await ok(page.replays.change({ remaps: [suggestion!.rule] }));
  const [, preview] = await page.replays.steps(0, 4);
  expect(preview).toMatchObject({
    args: '{"room":"room-‹login → [0].token›-x","token":‹login → [0].token›}',
    replaced: [{ path: '[0].room' }, { path: '[0].token', was: `"${token}"`, by: '‹login → [0].token›' }],
  });
  // As fast as it goes, even so: a step waits for the answer that it says something of.
  await ok(page.replays.change({ timing: { kind: 'flat-out' } }));
  expect((await page.play()).counts).toMatchObject({ sent: 4, equal: 4 });
  const steps = await page.replays.steps(0, 4);
  expect(steps.map(({ note }) => note)).toEqual(['token mapped', 'room mapped', undefined, undefined]);
  expect(steps[1]?.args).not.toContain(token);
  expect(await page.replays.comparison(3)).toMatchObject({
    events: [
      { event: 'joined', verdict: 'equal' },
      { event: 'receipt', verdict: 'equal' },
    ],
  });
});

const GENERATIONS = [
  ['Socket.IO 2', socketIo2, { protocol: 'v2', parser: 'default' }],
  ['Socket.IO 4', socketIo4(), { protocol: 'v4', parser: 'default' }],
  ['MessagePack', socketIo4({ parser: messagePack }), { protocol: 'v4', parser: 'msgpack' }],
] as const;

test.each(GENERATIONS)('%s: bytes and odd keys are said again as they were, and compared', async (_, attach, found) => {
  const { url } = await serve(attach);
  const page = await RealPage.open();
  const conn = await page.connect(url, found);
  const args = '[{"$binary":"AQID"},{"a":{"__proto__":1,"deep":[null,-0.5e3,"\\u2028"]}},"é"]';
  const message = { conn, nsp: '/', event: 'echo', args, expectAck: true, isVolatile: false };
  await ok(page.workbench.emit(message));
  await page.answered(1);
  await ok(page.workbench.emit({ ...message, event: 'bytes', args: '[{"$binary":"AQI="}]', expectAck: false }));
  await page.until(() => page.session?.eventNames.includes('bytes') === true);
  await page.lastRow(found.parser === 'msgpack' ? 'received EVENT bytes' : 'received attachment');
  await ok(page.replays.prepare({ kind: 'session' }));
  expect((await page.play()).counts).toMatchObject({ total: 2, equal: 2 });
  const { args: said } = (await page.replays.steps(0, 1))[0] ?? {};
  expect(said).toContain('{"$binary":"AQID"}');
  if (found.parser === 'default') expect(said).toContain('"__proto__":1');
});

test('a saved message whose variable is not known is not sent', async () => {
  const heard: unknown[] = [];
  const url = await server((socket) => socket.onAny((...args: unknown[]) => void heard.push(args)));
  const page = await RealPage.open();
  await page.connect(url);
  const message: Message = {
    event: 'hi',
    args: '["{{$seq}}"]',
    nsp: '/',
    expectAck: false,
    ackTimeoutMs: 1000,
    isVolatile: false,
    isCompressed: true,
  };
  const unknown = { ...message, args: '[{{nobody}}]' };
  await ok(page.replays.prepare({ kind: 'messages', name: 'Greetings', messages: [message, unknown] }));
  await ok(page.replays.play());
  await page.until(() => page.replay?.status === 'paused');
  expect(page.replay?.why).toBe('Step 2: arguments, character 2: no variable is named nobody.');
  expect(page.replay?.counts).toMatchObject({ sent: 1 });
  await page.replays.stop();
  await page.ended();
  expect(heard).toEqual([['hi', '1']]);
});

test('an event whose coming does not count makes no step differ, and counts again when the rule is gone', async () => {
  const url = await server((socket) => {
    truthful(socket);
    socket.on('ask', () => socket.emit('tick', Date.now()));
  });
  const page = await RealPage.open();
  await openDrawn(page, questions(5, 10));
  await ok(page.replays.prepare({ kind: 'session' }));
  await page.connect(url);
  await ok(page.replays.aimAt(page.session?.key ?? '', 1));
  await ok(page.replays.change({ timing: { kind: 'acks' } }));
  const { counts } = await page.play();
  expect(counts).toMatchObject({ equal: 0, extra: 5 });
  await ok(page.replays.change({ ignoredEvents: ['tick'] }));
  await page.until(() => page.replay?.counts.equal === 5);
  expect(await page.replays.comparison(4)).toMatchObject({ events: [{ event: 'tick', isIgnored: true }] });
  await ok(page.replays.change({ ignoredEvents: [] }));
  await page.until(() => page.replay?.counts.extra === 5);

  await ok(page.replays.change({ ignoredEvents: ['tick'], loops: 2 }));
  const again = await page.play();
  expect(again.counts).toMatchObject({ total: 10, equal: 10, extra: 0 });
  await page.lastRow('user replay_result');
  const { rows } = await page.workbench.rows(0, 10_000);
  expect(rows.filter(({ event }) => event === 'replay_result').map(({ data, note }) => [data, note])).toEqual([
    ['5 extra', 'compared with “Checkout, staging”'],
    ['10 equal', 'compared with “Checkout, staging”'],
  ]);
});
