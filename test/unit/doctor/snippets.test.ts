import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server } from 'socket.io';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Address } from '../../../src/doctor/facts/address.ts';
import type { Remedy, Snippet } from '../../../src/doctor/finding.ts';
import { allowRequest, callNext, registerNamespace, stickyWorkers } from '../../../src/doctor/remedies/admission.ts';
import { clientOption, webSocketOnly } from '../../../src/doctor/remedies/client.ts';
import { allowCredentials, allowHeaders, allowPage } from '../../../src/doctor/remedies/cors.ts';
import * as events from '../../../src/doctor/remedies/events.ts';
import {
  flaskWithWebSocket,
  olderClient,
  packedClient,
  packedServer,
} from '../../../src/doctor/remedies/generation.ts';
import { passUpgrade, stayWithServer, takeLargerBodies, waitLonger } from '../../../src/doctor/remedies/proxy.ts';
import { serverOption, serverPath } from '../../../src/doctor/remedies/server.ts';
import { snippet } from '../../../src/doctor/remedies/snippet.ts';
import { PAGE } from './diagnose.ts';

const PYTHON = '/usr/bin/python3';

function addressOf(detail: Readonly<Record<string, unknown>>): Address {
  const address = new Address();
  address.read({ url: 'http://api.example:3000', page: PAGE, headerNames: ['X-Tenant'], ...detail });
  return address;
}

const here = addressOf({});
const older = addressOf({ protocol: 'v2' });
const withCookies = addressOf({ withCredentials: true });
/** A recording that tells nothing, and one whose writer means ill. */
const unknown = new Address();
const hostile = addressOf({
  page: 'http://a"];process.exit()//',
  url: 'http://b\n+ x',
  path: '/";evil;/',
  headerNames: ['"]'],
});

const remedies: readonly Remedy[] = [
  ...[here, older, withCookies, unknown, hostile].flatMap((address) => [
    allowPage(address),
    allowCredentials(address),
    allowHeaders(address),
    serverPath(address.path),
    webSocketOnly(address),
  ]),
  serverOption('maxHttpBufferSize', '1e7', ['max_http_buffer_size', '10_000_000']),
  serverOption('pingTimeout', '60000', ['ping_timeout', '60']),
  serverOption('allowEIO3', 'true'),
  serverOption('transports', '["polling", "websocket"]', ['async_mode', '"eventlet"']),
];
const HOSTILE_NAME = '/a"),process.exit(';
const snippets: readonly Snippet[] = [
  ...remedies.flatMap((remedy) => remedy.snippets),
  ...[allowRequest(), callNext(), stickyWorkers(), flaskWithWebSocket(), packedServer()],
  ...registerNamespace('/chat'),
  ...registerNamespace(HOSTILE_NAME),
  ...[here, hostile].flatMap((address) => [
    clientOption(address, 'auth', '{ token: "…" }'),
    olderClient(address),
    packedClient(address),
  ]),
  ...events.answering('save'),
  ...events.answering('"); process.exit(); ("'),
  ...[events.registerBeforeAwait(), events.answerOnce(), events.listenOutside(), events.otherName()],
  ...[...events.dropOld(), events.oneAttachment(), events.takeMoreAttachments(), events.connectAgain()],
  ...[...passUpgrade('/socket.io/'), ...stayWithServer(), ...waitLonger('/socket.io/', 90)],
  ...takeLargerBodies('/socket.io/'),
];

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'snippets-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function named(pattern: RegExp): readonly string[] {
  return [...new Set(snippets.filter(({ name }) => pattern.test(name)).map(({ code }) => code))];
}

test('the margin marks the lines that are the change, and is gone', () => {
  expect(snippet('Node', '\n  a({\n+   b: 1,\n  });')).toEqual({
    name: 'Node',
    code: 'a({\n  b: 1,\n});',
    changed: [1],
  });
});

test('every snippet has a change, and no margin is left', () => {
  for (const { code, changed } of snippets) {
    expect(changed.length, code).toBeGreaterThan(0);
    expect(code, code).not.toMatch(/^\+|undefined/m);
    for (const line of changed) expect(code.split('\n')[line]?.trim(), code).toBeTruthy();
  }
});

test('Node can read what is JavaScript', () => {
  // One process for all: it reads each as a module and runs none.
  const script = `
    import { readFileSync } from 'node:fs';
    import { SourceTextModule } from 'node:vm';
    for (const code of JSON.parse(readFileSync(0, 'utf8'))) {
      try { new SourceTextModule(code); } catch (error) { console.error(code, error.message); process.exitCode = 1; }
    }`;
  const options = ['--experimental-vm-modules', '--no-warnings', '--input-type=module', '--eval', script];
  const input = JSON.stringify(named(/^(Node|Client)/));
  const { status, stderr } = spawnSync(process.execPath, options, { encoding: 'utf8', input });
  expect(stderr).toBe('');
  expect(status).toBe(0);
}, 30_000);

test.runIf(existsSync(PYTHON))(
  'Python can read what is Python',
  () => {
    const files = named(/^(Flask|python)/).map((code, i) => {
      const file = join(folder, `${i}.py`);
      writeFileSync(file, code);
      return file;
    });
    const { status, stderr } = spawnSync(PYTHON, ['-m', 'py_compile', ...files], { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
  },
  30_000,
);

test('what a recording says goes into no snippet as code', () => {
  const written = [...allowPage(hostile).snippets, ...serverPath(hostile.path).snippets].map(({ code }) => code).join();
  expect(written).not.toMatch(/process\.exit|evil/);
  expect(written).toContain('https://your-page.example');
});

describe('a real socket.io server takes', () => {
  /** Runs the snippet with a server to attach to, and asks that server. */
  async function ask(remedy: Remedy, request: string, headers: Readonly<Record<string, string>>): Promise<Response> {
    const httpServer = createServer();
    const code = `${remedy.snippets.find(({ name }) => name === 'Node')!.code}\nreturn io;`;
    const io: unknown = new Function('Server', 'httpServer', code)(Server, httpServer);
    await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
    const { port } = httpServer.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}${request}`, { headers });
    await (io as Server).close();
    return response;
  }
  const GET = '/socket.io/?EIO=4&transport=polling';

  test('this page’s origin', async () => {
    const { headers } = await ask(allowPage(here), GET, { Origin: PAGE });
    expect(headers.get('Access-Control-Allow-Origin')).toBe(PAGE);
  });

  test('credentials', async () => {
    const { headers } = await ask(allowCredentials(here), GET, { Origin: PAGE });
    expect(headers.get('Access-Control-Allow-Credentials')).toBe('true');
  });

  test('larger messages, a longer pingTimeout, the older generation and another path', async () => {
    const limit = await ask(serverOption('maxHttpBufferSize', '1e7'), GET, {});
    expect(await limit.text()).toContain('"maxPayload":10000000');
    const patience = await ask(serverOption('pingTimeout', '60000'), GET, {});
    expect(await patience.text()).toContain('"pingTimeout":60000');
    const old = await ask(serverOption('allowEIO3', 'true'), GET.replace('4', '3'), {});
    expect(old.status).toBe(200);
    const path = await ask(serverPath('/ws/'), GET.replace('socket.io', 'ws'), {});
    expect(path.status).toBe(200);
  });
});
