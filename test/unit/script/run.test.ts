import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Server } from 'socket.io';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CODE_OPTIONS, type CodeLanguage } from '../../../src/exporters/code/script.ts';
import { listenOnFreePort } from '../../../src/practice/listen.ts';
import { startPractice } from '../../../src/practice/practice.ts';
import { missingPackages, PYTHON } from '../../servers/debian.mjs';
import { installWebSocket } from '../capture/in-node.ts';
import { deskOn } from './desk.ts';
import { record, type Talk } from './record.ts';

let folder = '';
let recorded: Awaited<ReturnType<typeof record>>;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  installWebSocket();
  // Inside of the project, where Node and Vitest find their packages; an own config keeps them from the project's.
  folder = await mkdtemp(fileURLToPath(new URL('../../../.script-', import.meta.url)));
  await writeFile(join(folder, 'vitest.config.mjs'), 'export default {};\n');
  recorded = await record(await practiceUrl(), talk, { namespaces: ['/', '/chat', '/shop'] });
});
afterAll(async () => {
  await Promise.all(closing.map((close) => close()));
  await rm(folder, { recursive: true, force: true });
});

async function practiceUrl(): Promise<string> {
  const server = await startPractice({ port: 0, host: '127.0.0.1' });
  closing.push(() => server.close());
  return server.url;
}

const VITEST = fileURLToPath(new URL('../../../node_modules/vitest/vitest.mjs', import.meta.url));
const COMMANDS: Readonly<Partial<Record<CodeLanguage, (file: string) => readonly string[]>>> = {
  node: (file) => [process.execPath, file],
  vitest: (file) => [process.execPath, VITEST, 'run', '--root', folder, file],
  python: (file) => [PYTHON, file],
  curl: (file) => ['sh', file],
};

type Run = { readonly code: number | null; readonly said: string };

async function run(language: CodeLanguage, file: string, url: string): Promise<Run> {
  const [command = '', ...args] = COMMANDS[language]?.(file) ?? [];
  const env = { PATH: process.env['PATH'], SOCKET_URL: url, NO_COLOR: '1' };
  const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (said += String(piece)));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}

async function talk(scope: Talk): Promise<void> {
  scope.emit('echo', ['hello', 1, { a: [true, null, 'ü\n', 1.5e-7] }], { expectAck: true });
  scope.emit('upload', [new Uint8Array([0, 1, 2, 255])], { expectAck: true });
  scope.emit('echo', [{ deep: [new Uint8Array([9])] }, 'and'], { expectAck: true });
  await scope.heard(/^4[36].?.?2/);
  scope.emit('join', [{ room: 'lobby' }], { nsp: '/chat', expectAck: true });
  scope.emit('message', [{ room: 'lobby', text: 'it’s "quoted" </script> \u2028 😀' }], {
    nsp: '/chat',
    expectAck: true,
  });
  await scope.heard(/^43\/chat,1/);
  scope.emit('ask-me', [{ text: 'Which colour?' }], { expectAck: true });
  await scope.heard(/"question"/);
  scope.client.answer('/', 0, ['blue', { shade: 3 }]);
  await scope.heard(/"answered"/);
  scope.emit('ticker', [{ perSecond: 20 }]);
  scope.emit('echo', ['x'.repeat(1000)], { expectAck: true });
  await scope.heard(/^434/);
  // What the shop asks for is what its own answer gave: another token in each run.
  scope.emit('login', [{ user: 'ada' }], { nsp: '/shop', expectAck: true });
  const token = /"token":"([^"]+)"/.exec(await scope.heard(/^43\/shop,0/))?.[1];
  scope.emit('cart:add', [{ sku: 'A-11', token }], { nsp: '/shop', expectAck: true });
  await scope.heard(/^43\/shop,1\[\{"items":1/);
}

/** Writes the recording as a program and runs it against a practice server of its own. */
async function runAgain(language: CodeLanguage): Promise<Run> {
  const { session, connections } = recorded;
  const written = await deskOn(session, connections).write({
    source: { kind: 'session' },
    language,
    options: CODE_OPTIONS,
  });
  if (!written.ok) throw new Error(written.error);
  expect(written.value).toMatchObject({ steps: 10, acks: 9, leftOut: [], ignored: ['[0].token', '[0].id'] });
  const { fileName, code } = written.value;
  // Rooms are a server's own, and so is the number of their members. curl is told its URL in the code alone.
  const url = await practiceUrl();
  await writeFile(join(folder, fileName), language === 'curl' ? code.replace(/http:\/\/[\d.:]+/g, url) : code);
  return run(language, fileName, url);
}

describe.concurrent('what was recorded is said again, and answered as it was', () => {
  it('by Node', async () => {
    const { code, said } = await runAgain('node');
    expect({ code, said }).toMatchObject({ code: 0 });
    expect(said.match(/answered as recorded/g)).toHaveLength(9);
    // The server heard the answer to its question.
    expect(said).toContain('received answered blue { shade: 3 }');
  });

  it('by Vitest', async () => {
    const { code, said } = await runAgain('vitest');
    expect({ code, said }).toMatchObject({ code: 0 });
    expect(said).toContain('10 passed');
  });

  it.skipIf(missingPackages(['socketio', 'aiohttp']).length > 0)('by Python with python3-socketio', async () => {
    const { code, said } = await runAgain('python');
    expect({ code, said }).toMatchObject({ code: 0 });
    expect(said.match(/answered as recorded/g)).toHaveLength(9);
    expect(said).toContain("received answered blue {'shade': 3}");
  });

  it('by curl, request by request', async () => {
    const { code, said } = await runAgain('curl');
    expect({ code, said }).toMatchObject({ code: 0 });
    expect(said).toContain('430["hello",1,{"a":[true,null,"ü\\n",1.5e-7]}]');
    expect(said).toContain('"bytes":4');
  });
});

it('a server that answers otherwise makes the script fail, and says where', async () => {
  const { session, connections } = await record(await practiceUrl(), async (scope) => {
    scope.emit('echo', ['same'], { expectAck: true });
    scope.emit('echo', [{ total: 1 }], { expectAck: true });
    await scope.heard(/^431/);
  });
  const written = await deskOn(session, connections).write({
    source: { kind: 'session' },
    language: 'node',
    options: { ...CODE_OPTIONS, waitsForAcks: false, timing: 'recorded' },
  });
  if (!written.ok) throw new Error(written.error);
  await writeFile(join(folder, 'otherwise.mjs'), written.value.code);
  const http = createServer();
  const io = new Server(http);
  io.on('connection', (socket) =>
    socket.on('echo', (value: unknown, ack: (answer: unknown) => void) => ack(value === 'same' ? value : { total: 2 })),
  );
  closing.push(() => io.close());
  const url = `http://127.0.0.1:${await listenOnFreePort(http, 0, '127.0.0.1')}`;
  const { code, said } = await run('node', 'otherwise.mjs', url);
  expect(said).toContain('1 echo: answered as recorded');
  expect(said).toContain('2 echo: answered otherwise { total: 2 } and not { total: 1 }');
  expect(code).toBe(1);
});
