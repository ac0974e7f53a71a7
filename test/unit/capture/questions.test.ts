import messagePack from 'socket.io-msgpack-parser';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { loadClient } from '../../../src/capture/clients.ts';
import type { Connection } from '../../../src/capture/connection.ts';
import type { Question } from '../../../src/capture/questions.ts';
import { payloadOf } from '../../../src/wire/wire-event.ts';
import { installWebSocket, optionsFor, recording } from './in-node.ts';
import { serve, socketIo1, socketIo2, socketIo3, socketIo4 } from './servers.ts';

beforeAll(installWebSocket);

const open: Connection[] = [];
afterEach(() => {
  for (const connection of open.splice(0)) connection.close();
});

it.each([
  ['Socket.IO 1.7', socketIo1, { protocol: 'v2', parser: 'default' }],
  ['Socket.IO 2.5', socketIo2, { protocol: 'v2', parser: 'default' }],
  ['Socket.IO 3.1', socketIo3, { protocol: 'v4', parser: 'default' }],
  ['Socket.IO 4.8', socketIo4(), { protocol: 'v4', parser: 'default' }],
  ['MessagePack', socketIo4({ parser: messagePack }), { protocol: 'v4', parser: 'msgpack' }],
] as const)(
  'questions of %s are heard, each once and behind its frame, and can be answered',
  async (_, attach, found) => {
    const { url } = await serve(attach);
    const recorder = recording();
    const openConnection = await loadClient(found);
    const connection = openConnection(optionsFor(url, { transports: 'websocket' }), recorder, () => undefined);
    open.push(connection);
    const heard: Question[] = [];
    const framesThen: number[] = [];
    connection.onquestion = (question) => {
      heard.push(question);
      framesThen.push(recorder.events.length);
    };
    await expect.poll(() => connection.status).toBe('connected');
    const ask = { nsp: '/', event: 'ask', args: [], expectAck: false, ackTimeoutMs: undefined, isVolatile: false };
    connection.emit(ask);
    await expect.poll(() => heard).toMatchObject([{ nsp: '/', event: 'question', isBinary: false }]);
    const brought = recorder.events[(framesThen[0] ?? 0) - 1];
    expect(brought).toMatchObject({ kind: 'frame', dir: 'received' });
    connection.answer('/', heard[0]?.id ?? -1, ['because']);
    const received = (): string =>
      recorder.events.map((event) => Buffer.from(payloadOf(event) ?? '').toString('latin1')).join();
    await expect.poll(received).toContain('answered');
    expect(heard).toHaveLength(1);
  },
);
