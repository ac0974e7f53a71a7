import { expect, test } from 'vitest';
import { compareDrawn, differencesIn, linesIn } from './diff.ts';

const GOOD = `
    0ms open #2 wss://a.example/socket.io/
    1ms < #2 0{"sid":"x1","upgrades":[],"pingInterval":25000,"pingTimeout":20000}
    2ms > #2 40
    3ms < #2 40{"sid":"s1"}
   10ms > #2 420["login",{"user":"kim"}]
   30ms < #2 430[{"token":"T1","ok":true}]
  100ms > #2 421["cart:add",{"sku":"A-11","n":1}]
  140ms < #2 431[{"items":1,"total":41.9}]
  150ms < #2 42["stock",{"sku":"A-11","left":7,"at":1001}]
  200ms > #2 422["cart:pay",{"method":"card"}]
  260ms < #2 432[{"paid":true}]
`;

test('a session beside itself differs nowhere', async () => {
  const comparison = await compareDrawn(GOOD, GOOD);
  expect(differencesIn(comparison)).toEqual([]);
  expect(comparison.first).toBeUndefined();
  expect(linesIn(comparison)).toEqual([
    'equal handshake 1/1',
    'equal CONNECT 2/2',
    'equal CONNECT 3/3',
    'equal login 4/4',
    'equal cart:add 6/6',
    'equal stock 8/8',
    'equal cart:pay 9/9',
  ]);
});

test('what a server names anew each time does not count, and neither do times or hosts', async () => {
  const other = GOOD.replace('"x1"', '"y2"')
    .replace('"s1"', '"s2"')
    .replace('a.example', 'b.example')
    .replaceAll(/(\d+)ms/g, (_, ms) => `${Number(ms) + 5000}ms`);
  expect(differencesIn(await compareDrawn(GOOD, other))).toEqual([]);
});

test('a step that B lacks is missing, and nothing behind it differs', async () => {
  const bad = GOOD.split('\n')
    .filter((line) => !/cart:add|431\[/.test(line))
    .join('\n');
  const comparison = await compareDrawn(GOOD, bad);
  expect(differencesIn(comparison)).toEqual(['missing cart:add 6/-']);
  expect(comparison.counts).toMatchObject({ all: 7, differences: 1, missing: 1, extra: 0 });
});

test('what only B says is extra, behind what B said before it', async () => {
  const bad = GOOD.replace('  200ms', '  160ms < #2 42["error",{"code":7}]\n  200ms');
  const comparison = await compareDrawn(GOOD, bad);
  expect(linesIn(comparison).slice(-3)).toEqual(['equal stock 8/8', 'extra error -/9', 'equal cart:pay 9/10']);
});

test('values, shapes and answers that differ are told apart', async () => {
  const bad = GOOD.replace('"total":41.9', '"total":43.9')
    .replace('"left":7', '"left":"7"')
    .replace('  260ms < #2 432[{"paid":true}]', '');
  expect(differencesIn(await compareDrawn(GOOD, bad))).toEqual([
    'value cart:add 6/6',
    'shape stock 8/8',
    'answer cart:pay 9/9',
  ]);
});

test('a longer list of the same kind is a value, a list of another kind a shape', async () => {
  const list = (items: string) => `0ms < 42["list",{"items":${items}}]`;
  const verdict = async (a: string, b: string) => (await compareDrawn(list(a), list(b))).verdict(0);
  expect(await verdict('[{"n":1}]', '[{"n":1},{"n":2}]')).toBe('value');
  expect(await verdict('[{"n":1}]', '[{"n":1},{"m":2}]')).toBe('shape');
});

test('ignored paths count nowhere, and those that nearly always differ are told', async () => {
  const ticks = (start: number) =>
    [1, 2, 3, 4].map((n) => `${n}ms < 42["tick",{"n":${n},"at":${start + n},"of":[{"id":${start * n}}]}]`).join('\n');
  const comparison = await compareDrawn(ticks(1000), ticks(2000));
  expect(comparison.counts.value).toBe(4);
  expect(comparison.nearlyAlwaysOther()).toEqual([
    { path: '[0].at', differing: 4, line: 3 },
    { path: '[0].of[*].id', differing: 4, line: 3 },
  ]);
  expect(differencesIn(await compareDrawn(ticks(1000), ticks(2000), '[0].at', '[0].of[*].id'))).toEqual([]);
});

test('once what always differs is ignored, the rest tells which one is missing', async () => {
  const ticks = (left: readonly number[], start: number) =>
    left.map((n) => `${n}ms < 42["tick",{"n":${n},"at":${start + n}}]`).join('\n');
  const comparison = await compareDrawn(ticks([1, 2, 3, 4, 5], 100), ticks([1, 2, 4, 5], 900), '[0].at');
  expect(differencesIn(comparison)).toEqual(['missing tick 2/-']);
});

test('connections belong together by what is said on them, whatever their numbers', async () => {
  const session = (chat: number, shop: number) => `
    0ms [${chat}] > 40/chat,
    1ms [${chat}] > 42/chat,["message","hello"]
    2ms [${shop}] > 40/shop,
    3ms [${shop}] > 42/shop,["cart:add",1]
    4ms [${shop}] > 42/shop,["cart:add",2]
  `;
  expect(differencesIn(await compareDrawn(session(1, 2), session(2, 1)))).toEqual([]);
});

test('bytes are compared by content, wherever they come', async () => {
  const upload = (bytes: string) => `
    0ms > 451-["upload",{"_placeholder":true,"num":0}]
    1ms > hex ${bytes}
  `;
  expect((await compareDrawn(upload('01 02'), upload('01 02'))).verdict(0)).toBe('equal');
  expect((await compareDrawn(upload('01 02'), upload('01 03'))).verdict(0)).toBe('value');
});

test('reports of the client count only where both sessions have them', async () => {
  const wire = '0ms > 42["a"]';
  const live = `${wire}\n5ms client disconnect / {"reason":"ping timeout"}`;
  expect(differencesIn(await compareDrawn(live, wire))).toEqual([]);
  const other = `${wire}\n5ms client disconnect / {"reason":"transport close"}`;
  expect(differencesIn(await compareDrawn(live, other))).toEqual(['value disconnect 1/1']);
});

test('a jump of the time is told where it happens, and not behind it', async () => {
  const at = (...times: readonly number[]) => times.map((ms, n) => `${ms}ms > 42["step",${n}]`).join('\n');
  const { drift, counts } = await compareDrawn(at(0, 100, 200, 300), at(1000, 1100, 2000, 2100));
  expect([0, 1, 2, 3].map((line) => drift.shiftMs(line))).toEqual([0, 0, 800, 800]);
  expect([0, 1, 2, 3].filter((line) => drift.isTold(line))).toEqual([2]);
  expect(counts.timing).toBe(1);
});
