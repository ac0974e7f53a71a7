import assert from 'node:assert/strict';
import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import messagePack from 'socket.io-msgpack-parser';
import openServer1 from 'socket.io-v1';
import openServer2 from 'socket.io-v2';
import { Server as Server3 } from 'socket.io-v3';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadClient, type Found } from '../../../src/capture/clients.ts';
import type { Connection } from '../../../src/capture/connection.ts';
import { packEvent } from '../../../src/capture/message-pack-parser.ts';
import { readArguments } from '../../../src/protocol/socketio/binary-json.ts';
import { checkDraft } from '../../../src/ui/composer/check-draft.ts';
import { installWebSocket, optionsFor, recording } from './in-node.ts';
import { serve } from './servers.ts';

type Heard = unknown[][];
type AnyServer = { on(event: 'connection', listener: (socket: AnySocket) => void): unknown };
type AnySocket = {
  on(event: string, listener: (...args: unknown[]) => void): unknown;
};

beforeAll(installWebSocket);

const open: Connection[] = [];
afterEach(() => {
  for (const connection of open.splice(0)) connection.close();
});

/** Keeps what every `said` event of a server says. */
function hearing(heard: Heard, make: (http: HttpServer) => unknown) {
  return (http: HttpServer) => {
    const io = make(http) as AnyServer;
    io.on('connection', (socket) => socket.on('said', (...args) => heard.push(args)));
    return { clientsCount: 0 };
  };
}

const GENERATIONS = [
  ['Socket.IO 1.7', (http: HttpServer) => openServer1(http), { protocol: 'v2', parser: 'default' }],
  ['Socket.IO 2.5', (http: HttpServer) => openServer2(http), { protocol: 'v2', parser: 'default' }],
  ['Socket.IO 3.1', (http: HttpServer) => new Server3(http), { protocol: 'v4', parser: 'default' }],
  ['Socket.IO 4.8', (http: HttpServer) => new Server(http), { protocol: 'v4', parser: 'default' }],
  [
    'MessagePack',
    (http: HttpServer) => new Server(http, { parser: messagePack }),
    { protocol: 'v4', parser: 'msgpack' },
  ],
] as const satisfies readonly (readonly [string, (http: HttpServer) => unknown, Found])[];

const OPTIONS = { transports: 'websocket', path: '/socket.io/' } as const;
const SAID = { nsp: '/', event: 'said', expectAck: false, ackTimeoutMs: undefined, isVolatile: false };

const ALL_BYTES = `{"$binary":"${Buffer.from(Array.from({ length: 256 }, (_, i) => i)).toString('base64')}"}`;
const ALONE = [
  ...['null', 'true', 'false', '0', '-1', '127', '128', '255', '256', '65536', '-129', '4294967296', '1.5', '-1e-7'],
  ...['9007199254740991', '-9007199254740991', '""', '"ünïcödé 🧦 \\u0000\\u2028 \\" {{"', '"[1,2]"', '[]', '{}'],
  '{"a":{"b":{"c":{"d":[1,{"e":null}]}}}}',
  '{"$binary":""}',
  '{"$binary":"AA=="}',
  ALL_BYTES,
  `{"a":{"b":[null,{"c":{"d":[${ALL_BYTES}]}}]},"after":1}`,
  '{"constructor":{"prototype":1},"":"empty key","length":3}',
  '[[[[[["five and more"]]]]]]',
];
/** What MessagePack servers lose, and the composer warns of. */
const ONLY_JSON = ['{"__proto__":{"admin":true}}', '"half \\ud800 a pair"'];
const MIXED = `[{"list":[${ALONE.slice(0, -8).join(',')}]},"text",-0.5,${ALL_BYTES},{"deep":[[[[{"$binary":"AQID"}]]]]},null,true]`;

describe.each(GENERATIONS)('%s', (_, make, found) => {
  it('hears every argument as it was typed, from frames that were shown before', async () => {
    const heard: Heard = [];
    const { url } = await serve(hearing(heard, make));
    const recorder = recording();
    const connection = (await loadClient(found))(optionsFor(url, OPTIONS), recorder, () => undefined);
    open.push(connection);
    await expect.poll(() => connection.status).toBe('connected');

    const lists = [...ALONE, ...(found.parser === 'default' ? ONLY_JSON : [])].map((one) => `[${one}]`);
    const typed = ['[]', ...lists, MIXED];
    const before = recorder.events.length;
    const shown: unknown[] = [];
    for (const [i, args] of typed.entries()) {
      const isCompressed = i % 2 === 0;
      const message = { event: 'said', args, nsp: '/', expectAck: false, ackTimeoutMs: 1 };
      const composed = {
        message: { ...message, isVolatile: false, isCompressed },
        typedArgs: args,
        id: undefined,
      };
      const checked = checkDraft(composed, { ...found, isPolling: false }, undefined, packEvent);
      if (!checked.ok) throw new Error(checked.error.sentence);
      const { head, attachments } = checked.value.frames!;
      shown.push(head, ...attachments);
      connection.emit({ ...SAID, args: readOrThrow(args), isCompressed });
    }
    await expect.poll(() => heard.length).toBe(typed.length);
    for (const [i, args] of typed.entries()) {
      assert.deepStrictEqual(asPlain(heard[i]), asPlain(readOrThrow(args)), args);
    }
    const sent = recorder.events.slice(before).flatMap((event) => (event.kind === 'frame' ? [event] : []));
    const messages = sent.filter(({ dir, payload }) => dir === 'sent' && payload !== '2' && payload !== '3');
    assert.deepEqual(
      messages.map(({ payload }) => payload),
      shown,
    );
  });
});

function readOrThrow(text: string): readonly unknown[] {
  const args = readArguments(text);
  if (!args.ok) throw new Error(args.error.message);
  return args.value;
}

/** Bytes as such, of whatever class the server makes them. */
function asPlain(value: unknown): unknown {
  // In Node notepack.io tells an ArrayBuffer from a Buffer; in a browser there is no such difference.
  if (value instanceof ArrayBuffer) return asPlain(new Uint8Array(value));
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  if (Array.isArray(value)) return value.map(asPlain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([key, field]) => [key, asPlain(field)]);
}

const ELEVEN = Array.from({ length: 11 }, () => Uint8Array.of(1));

it.each([
  ['eleven attachments, 4.8', (http: HttpServer) => new Server(http), 'v4', ELEVEN],
  ['eleven attachments, 2.5', (http: HttpServer) => openServer2(http), 'v2', ELEVEN],
  ['too much', (http: HttpServer) => new Server(http, { maxHttpBufferSize: 999 }), 'v4', ['x'.repeat(999)]],
] as const)('a server closes the connection of who says what the composer warns of: %s', async (...given) => {
  const [, make, protocol, args] = given;
  const heard: Heard = [];
  const { url } = await serve(hearing(heard, make));
  const recorder = recording();
  const client = await loadClient({ protocol, parser: 'default' });
  const connection = client(optionsFor(url, OPTIONS), recorder, () => undefined);
  open.push(connection);
  await expect.poll(() => connection.status).toBe('connected');
  connection.emit({ ...SAID, args });
  await expect.poll(() => recorder.named('close').length).toBe(1);
  expect(heard).toEqual([]);
});
