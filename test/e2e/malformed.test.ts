import { createServer } from 'node:http';
import type { Socket } from 'socket.io';
import { listenOnFreePort } from '../../src/practice/listen.ts';
import { written } from '../../src/practice/topics/written.ts';
import { expect, test } from './fixtures.ts';
import { expectInOrder } from './in-order.ts';
import type { Sockscope } from './sockscope.ts';

test.use({ viewport: { width: 1280, height: 2400 } });

type Flaw = { readonly frame: string; readonly says: RegExp };

const FLAWS: readonly Flaw[] = [
  { frame: '9what', says: /unknown Engine\.IO type “9” at 0/ },
  { frame: '', says: /empty packet/ },
  { frame: '4Z', says: /unknown Socket\.IO type “Z” at 1/ },
  { frame: '42["cut",{"a":1', says: /JSON ends at 15/ },
  { frame: '42["bad",nope]', says: /JSON goes wrong with “o” at 10/ },
  { frame: '42{"not":"an array"}', says: /payload of the wrong type at 2/ },
  { frame: '42[]', says: /payload of the wrong type at \d/ },
  { frame: '42["disconnect"]', says: /reserved event name at \d/ },
  { frame: '451["no dash"]', says: /no valid attachment count at \d/ },
  { frame: '45999999999-["huge",{"_placeholder":true,"num":0}]', says: /more attachments announced .* at \d/ },
  { frame: '0{"sid":7}', says: /not the handshake the protocol asks for, at \d/ },
];

/** Sends `frame` over the socket's WebSocket as it is, past the encoder that would not make it. */
function sendRaw(socket: Socket, frame: string | Buffer): void {
  const webSocket: unknown = Reflect.get(socket.conn.transport, 'socket');
  (webSocket as { send(frame: string | Buffer): void }).send(frame);
}

/** A session file that received `frames` over one WebSocket. */
function fileOf(frames: readonly (string | Uint8Array)[]): string {
  const header = {
    format: 'sockscope',
    version: 1,
    id: '0198c0de-7a11-7cc0-8f00-0000000000bd',
    name: 'Broken',
    startedAt: '2026-11-20T10:15:02.120Z',
    endedAt: '2026-11-20T10:16:02.120Z',
    app: 'sockscope 0.1.0',
    userAgent: 'test',
    connections: [
      {
        id: 1,
        url: 'http://a',
        path: '/socket.io/',
        protocol: 'v4',
        parser: 'default',
        transports: ['websocket'],
        namespaces: ['/'],
      },
    ],
    notes: [],
    tags: [],
  };
  const common = { conn: 1, chan: 1, via: 'websocket' };
  const opened = { seq: 0, at: 0, ...common, kind: 'opened', url: 'ws://a/socket.io/?EIO=4&transport=websocket' };
  const lines = frames.map((frame, i) => ({
    seq: i + 1,
    at: i + 1,
    ...common,
    kind: 'frame',
    dir: 'received',
    ...(typeof frame === 'string' ? { text: frame } : { base64: Buffer.from(frame).toString('base64') }),
  }));
  return [header, opened, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** The client library may trip over a frame, and is quoted; neither a pane nor the worker may. */
async function expectNothingFailed(scope: Sockscope): Promise<void> {
  await expect(scope.page.getByText(/could not be drawn|Reload the page/)).toHaveCount(0);
}

test('each malformed frame of a live server is a row with its reason and offset', async ({ server, scope }) => {
  const { io, url } = await server();
  let next = 0;
  io.on('connection', (socket) => {
    const { frame } = FLAWS[next]!;
    socket.emit('before', next++);
    void written(socket.conn).then(() => sendRaw(socket, frame));
  });
  await scope.fillForm(url, { transports: 'WebSocket only', reconnect: false });
  for (const [i, { says }] of FLAWS.entries()) {
    await scope.button('Connect').click();
    // Or the rows of the first rounds would leave the screen.
    if (i === 0) await scope.setFilter('kind:malformed,EVENT');
    const row = scope.rows.filter({ hasText: 'malformed' }).nth(i);
    await expect(row).toContainText(says);
    // The client closes at most of them; where it stays, the next round begins with a goodbye.
    await expect(scope.button('Connect').or(scope.button('Disconnect'))).toBeVisible();
    if (await scope.button('Disconnect').isVisible()) await scope.disconnect();
  }
  expectInOrder(
    await scope.allRows(),
    FLAWS.flatMap((_, i) => [new RegExp(`^< EVENT before ${i}`), /^< malformed/]),
  );
  await expectNothingFailed(scope);
});

test('behind a malformed packet the rest of a polling body is read', async ({ complaints, scope }) => {
  // The client library cancels its pending poll when it gives up.
  complaints.expect(/^$/);
  const sound = ['40{"sid":"s"}', '42["one",1]', '451-["bytes",{"_placeholder":true,"num":0}]', 'bAQID', '42["last"]'];
  const packets = [
    sound[0],
    sound[1],
    '9x',
    '42["cut"',
    '4Z',
    sound[2],
    sound[3],
    '451-["lost",{"_placeholder":true,"num":0}]',
    sound[4],
    'bAQID',
    'b!!',
  ];
  let sessions = 0;
  let polls = 0;
  const http = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    const isFirst = !request.url?.includes('sid=');
    // The first session is the look at what the server speaks.
    const isLook = request.url?.includes('sid=e1');
    if (request.method === 'POST') return void response.end('ok');
    if (isFirst) {
      return void response.end(
        `0{"sid":"e${++sessions}","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}`,
      );
    }
    if (isLook) return void response.end('44/sockscope-auto,{"message":"Invalid namespace"}');
    // The second poll stays pending, as it does at a server that has nothing to say.
    if (++polls === 1) response.end(packets.join('\x1e'));
  });
  const port = await listenOnFreePort(http, 0, '127.0.0.1');
  try {
    await scope.connect(`http://127.0.0.1:${port}`, { transports: 'Polling only', reconnect: false });
    await expect(scope.row('EVENT', 'last')).toBeVisible();
    expectInOrder(await scope.allRows(), [
      /^< CONNECT/,
      /^< EVENT one 1/,
      /^< malformed .*unknown Engine\.IO type “9” at 0/,
      /^< malformed .*JSON ends at 8/,
      /^< malformed .*unknown Socket\.IO type “Z” at 1/,
      /^< BINARY_EVENT bytes/,
      /^< attachment/,
      /^< BINARY_EVENT lost/,
      /^< EVENT last/,
      /^< malformed .*bytes that no packet announced/,
      /^< malformed .*base64 goes wrong at \d/,
      /^< malformed .*attachment missing/,
    ]);
    await expectNothingFailed(scope);
  } finally {
    http.closeAllConnections();
    http.close();
  }
});

test('an imported session with the same frames shows the same, and reads on behind each', async ({ scope }) => {
  const frames = FLAWS.flatMap(({ frame }, i) => [frame, `42["after",${i}]`]);
  await scope.import('broken.sockscope.ndjson', fileOf(frames));
  await scope.setFilter('kind:malformed,EVENT');
  await expect(scope.rows).toHaveCount(2 * FLAWS.length);
  const rows = await scope.allRows();
  for (const [i, { says }] of FLAWS.entries()) {
    expect(rows[2 * i]!.data).toMatch(says);
    expect(rows[2 * i + 1]).toMatchObject({ kind: 'EVENT', event: 'after', data: String(i) });
  }
  await scope.select(scope.rows.nth(6));
  await scope.detailsTab('Bytes').click();
  await expect(scope.panel).toContainText('JSON ends at 15');
  await expect(scope.panel).toContainText('⟨ends at 15⟩');
  for (const tab of ['Message', 'Packet', 'Explain'] as const) {
    await scope.detailsTab(tab).click();
    await expect(scope.panel).not.toBeEmpty();
  }
  await expect(scope.panel).toContainText('breaks the protocol');
  await expectNothingFailed(scope);
});

test('attachments that never come, come unasked, or are cut by another packet have their rows', async ({ scope }) => {
  await scope.import(
    'attachments.sockscope.ndjson',
    fileOf([
      '452-["half",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]',
      new Uint8Array([1]),
      '42["cuts it"]',
      new Uint8Array([2]),
      '451-["never",{"_placeholder":true,"num":0}]',
    ]),
  );
  const rows = await scope.allRows();
  expect(rows.slice(1).map(({ kind }) => kind)).toEqual([
    'BINARY_EVENT',
    'attachment',
    'EVENT',
    'malformed',
    'malformed',
    'BINARY_EVENT',
  ]);
  expectInOrder(rows, [/^< malformed .*attachment missing/, /^< malformed .*bytes that no packet announced/]);
  await scope.select(scope.row('BINARY_EVENT', 'never'));
  await scope.detailsTab('Message').click();
  await expect(scope.panel).toContainText('attachment has not come');
  await expectNothingFailed(scope);
});
