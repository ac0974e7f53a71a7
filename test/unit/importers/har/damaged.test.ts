import fc from 'fast-check';
import { expect, test } from 'vitest';
import { har, open, polled, socket } from './hand-written.ts';
import { opened, wireOf } from './har-file.ts';

const POLL = 'http://example.org/socket.io/?EIO=4&transport=polling';
const SOCKET = 'ws://example.org/socket.io/?EIO=4&transport=websocket';
const GOOD = polled(0, { url: POLL, answer: open('a') });

async function problemsOf(...entries: readonly unknown[]): Promise<readonly string[]> {
  return (await opened(har([GOOD, ...entries]))).problems;
}

test('each wrong entry is told with its place, and the rest is read', async () => {
  const { problems, events } = await opened(
    har([
      GOOD,
      5,
      { request: 'GET' },
      { request: { url: 7 } },
      { ...polled(5, { url: POLL }), startedDateTime: 'yesterday' },
      { ...polled(6, { url: POLL }), time: 1e300 },
      polled(7, { url: POLL, answer: { mimeType: 'text/plain', text: '?', encoding: 'base64' } }),
      polled(8, { url: POLL, answer: { mimeType: 'text/plain', text: {} } }),
      GOOD,
    ]),
  );
  expect(problems).toEqual([
    'entries[1] should be an object.',
    'entries[2].request should be an object, found "GET".',
    'entries[3].request.url should be text, found 7.',
    'entries[4].startedDateTime should be a time like 2026-11-20T10:15:02.120Z, found "yesterday"; it is taken as that of the entry before.',
    'entries[5].time should be milliseconds, found 1e+300; taken as 0.',
    'entries[6].response.content should be base64; the entry stays without it.',
    'entries[7].response.content should be text; the entry stays without it.',
  ]);
  expect(events.filter(({ kind }) => kind === 'request')).toHaveLength(6);
});

test('each wrong message of a WebSocket is told with its place', async () => {
  const broken = {
    ...socket(1, SOCKET, [[2, 'receive', open('b')]]),
    _webSocketMessages: [
      3,
      { type: 'up', time: 1, opcode: 1, data: '' },
      { type: 'send', opcode: 1, data: 7 },
      { type: 'send', opcode: 2, data: '!' },
      { type: 'send', time: (Date.parse('2026-11-20T10:00:00Z') + 9) / 1000, opcode: 1, data: 'b' },
      { type: 'send', time: 1e9, opcode: 1, data: 'a' },
      { type: 'send', opcode: 1, data: 'c' },
    ],
  };
  expect(await problemsOf(broken)).toEqual([
    'entries[1]._webSocketMessages[0] should be an object, found 3.',
    'entries[1]._webSocketMessages[1] has a "type" that should be send or receive, found "up".',
    'entries[1]._webSocketMessages[2] has "data" that should be text, found 7.',
    'entries[1]._webSocketMessages[3] has "data" that should be base64, for its opcode is 2.',
    'entries[1]._webSocketMessages: times go back; each is taken as the latest before it.',
  ]);
  expect(await problemsOf({ ...socket(1, SOCKET, []), _webSocketMessages: 'none' })).toEqual([
    'entries[1]._webSocketMessages should be a list.',
  ]);
});

test('a file cut off anywhere gives what stands before the cut, and says where that was', async () => {
  const whole = har([
    GOOD,
    socket(5, SOCKET, [
      [6, 'receive', open('b')],
      [7, 'send', '40'],
    ]),
    GOOD,
  ]);
  const cut = await opened(whole.slice(0, whole.indexOf('"send",')));
  expect(cut.problems).toEqual([
    'entries[1] ends before its URL, and its 1 messages were left out.',
    'After entries[1]._webSocketMessages[1]: the file is cut off here.',
  ]);
  const broken = await opened(`${whole.slice(0, whole.length - 4)}!}]}}`);
  expect(broken.problems[0]).toMatch(/^entries\[2\]: not JSON at character \d+, "!" cannot stand there\./);
  expect(wireOf(broken.events).length).toBeGreaterThan(4);
});

test('traps are tamed: depth, bombs, names of prototypes, times at the end of the world', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const trapped = har([GOOD, polled(5, { url: POLL, answer: '6' })]).replace(
    '"timings"',
    `"__proto__":{"polluted":1},"constructor":{},"request2":${deep},"timings2"`,
  );
  expect(wireOf((await opened(trapped)).events)).toHaveLength(4);
  const nested = har([GOOD, GOOD]).replace('"response":{', `"response":{"x":${deep},`);
  expect((await opened(nested)).problems).toEqual([
    'entries[0].response nests deeper than 500 levels and was left out.',
  ]);
  const late = { ...GOOD, startedDateTime: '9999-12-31T00:00:00.000Z' };
  expect(await problemsOf(late)).toHaveLength(1);
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted');
});

test('nothing of that kind throws, whatever is changed in it', async () => {
  const whole = har([
    GOOD,
    socket(5, SOCKET, [
      [6, 'receive', open('b')],
      [7, 'send', '40'],
    ]),
  ]);
  const change = fc.record({
    at: fc.nat(whole.length),
    text: fc.constantFrom('', '"', '{', ']', '1', 'null', '\\', ','),
  });
  await fc.assert(
    fc.asyncProperty(change, fc.nat(9), async ({ at, text }, gone) => {
      const changed = whole.slice(0, at) + text + whole.slice(at + gone);
      const outcome = await opened(changed, 50).catch((error: unknown) => String(error));
      if (typeof outcome === 'string') expect(outcome).toMatch(/This is |This HTTP archive|This Sockscope/);
    }),
    { numRuns: 150 },
  );
});
