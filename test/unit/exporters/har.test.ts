import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { draw } from '../../draw.ts';
import { someConversation } from '../importers/har/arbitrary-conversation.ts';
import { harOf } from '../importers/har/har-file.ts';
import { someEvents } from './arbitrary-session.ts';
import { HTTP_ARCHIVE } from './har-schema.ts';

test('every exported HAR is valid, and has what Chrome’s importer wants', async () => {
  await fc.assert(
    fc.asyncProperty(someConversation, async (events) => {
      const { issues = [] } = v.safeParse(HTTP_ARCHIVE, JSON.parse(await harOf(events)));
      expect(issues.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`)).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test('whatever a session holds, its HAR is JSON', async () => {
  await fc.assert(
    fc.asyncProperty(someEvents, async (events) => {
      expect(JSON.parse(await harOf(events))).toMatchObject({ log: { version: '1.2' } });
    }),
    { numRuns: 40 },
  );
});

test('entries are as DevTools shows them', async () => {
  const file = await harOf(
    draw(`
      0.5ms > GET #1 http://h/socket.io/?EIO=4&transport=polling
      4ms < 200 #1 0{"sid":"a"}
      5ms > POST #2 http://h/socket.io/?EIO=4&transport=polling&sid=a 40
      6ms open #3 ws://h/socket.io/?EIO=4&transport=websocket&sid=a
      7ms > #3 2probe
      8ms < #3 hex 01 02
      9ms close #3 1005
      9ms client close {"reason":"transport close"}
    `),
  );
  const [poll, stream, post] = JSON.parse(file).log.entries;
  expect(poll).toMatchObject({
    startedDateTime: '2026-11-20T10:15:02.120500Z',
    time: 3.5,
    request: {
      method: 'GET',
      queryString: [
        { name: 'EIO', value: '4' },
        { name: 'transport', value: 'polling' },
      ],
    },
    response: { status: 200, content: { text: '0{"sid":"a"}', size: 12 } },
  });
  expect(stream).toMatchObject({
    _resourceType: 'websocket',
    _webSocketMessages: [
      { type: 'send', time: 1795169702.127, opcode: 1, data: '2probe' },
      { type: 'receive', time: 1795169702.128, opcode: 2, data: 'AQI=' },
    ],
    response: { status: 101 },
    time: 3,
  });
  expect(post).toMatchObject({ time: 0, response: { status: 0 }, request: { postData: { text: '40' } } });
  expect(JSON.parse(file).log.comment).toBe('Exported by Sockscope. A HAR does not hold: 1 client events.');
});
