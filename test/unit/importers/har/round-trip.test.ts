import { deepStrictEqual } from 'node:assert';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { someConversation } from './arbitrary-conversation.ts';
import { writeHar } from '../../../../src/exporters/har/har.ts';
import { draw } from '../../../draw.ts';
import { HEADER, harOf, opened, sourceOf, wireOf } from './har-file.ts';

test('what is exported as a HAR comes back as it crossed, however the file arrives', async () => {
  await fc.assert(
    fc.asyncProperty(someConversation, fc.integer({ min: 1, max: 2000 }), async (events, pieceBytes) => {
      const read = await opened(await harOf(events), pieceBytes);
      expect(read.problems).toEqual([]);
      deepStrictEqual(wireOf(read.events), events);
    }),
    { numRuns: 30 },
  );
});

test('name and start of the session come back, namespaces and protocol are found out again', async () => {
  const { header, events } = await opened(
    await harOf(
      draw(`
         7.125ms open #1 ws://h/socket.io/?EIO=4&transport=websocket
        10ms < #1 0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000}
        11ms > #1 40/chat,
        12ms < #1 40/chat,{"sid":"x"}
      `),
    ),
  );
  expect(header).toMatchObject({ name: HEADER.name, startedAt: HEADER.startedAt, app: 'Sockscope 0.1.0' });
  expect(header.connections).toMatchObject([{ url: 'http://h', protocol: 'v4', namespaces: ['/chat'] }]);
  expect(events[0]).toMatchObject({ at: 7.125 });
});

test('a WebSocket that never opened and what went through the relay keep what they stand for', async () => {
  const relayed = 'http://localhost:5000/relay/7/https/shop.example/socket.io/?EIO=4&transport=polling';
  const header = {
    ...HEADER,
    connections: [
      {
        id: 1,
        url: 'https://shop.example',
        path: '/socket.io/',
        protocol: 'v4',
        parser: 'default',
        transports: [],
        namespaces: [],
      },
    ],
  } as const;
  const { events } = await opened(
    await harOf(
      draw(`
        1ms > GET #1 ${relayed}
        2ms < 200 #1 0{"sid":"a","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000}
        9ms fail #2 websocket error
        9ms close #2 1006
       10ms client upgrade_error {"message":"probe error"}
       11ms user mark
      `),
      header,
    ),
  );
  expect(wireOf(events)).toMatchObject([
    { kind: 'request', url: 'https://shop.example/socket.io/?EIO=4&transport=polling' },
    { kind: 'response' },
    { kind: 'failed', via: 'websocket', message: 'websocket error', at: 9 },
  ]);
});

test('leaving early leaves nothing open, and a source is read again only for its WebSockets', async () => {
  const events = draw(`
    1ms open #1 ws://h/?EIO=4&transport=websocket
    2ms < #1 2
    3ms > #1 3
    4ms close #1 1005
  `);
  const reads: number[] = [];
  const source = sourceOf(HEADER, events, 1);
  const pieces = writeHar({ ...source, read: (from = 0) => (reads.push(from), source.read(from)) });
  for await (const piece of pieces) if (piece.includes('"send"')) break;
  expect(reads).toEqual([0, 1]);
});
