import { expect, test } from 'vitest';
import { openImport } from '../../../src/importers/sniff.ts';
import { bytesOf, gzip, importOf, refusalOf } from '../exporters/session-file.ts';

const HEADER =
  '{"format":"sockscope","version":1,"id":"a","name":"n","startedAt":"2026-11-20T10:15:02.120Z","app":"","userAgent":"",' +
  '"connections":[],"notes":[{"seq":1,"text":"one"},{"seq":2,"text":"two"},{"seq":9,"text":"beyond"}],"tags":[]}';

function frame(seq: number, at: number, text = 'x'): string {
  return `{"seq":${seq},"at":${at},"conn":1,"kind":"frame","chan":1,"via":"websocket","dir":"sent","text":"${text}"}`;
}

function read(lines: readonly string[], feed = '\n') {
  return importOf([bytesOf(lines.join(feed) + feed)]);
}

test('a malformed line is told with its number and place, and the rest is renumbered with its notes', async () => {
  const { events, problems, header } = await read([HEADER, frame(0, 0, 'a'), '{"seq":1,,', frame(2, 5, 'c')]);
  expect(events).toMatchObject([{ payload: 'a' }, { payload: 'c' }]);
  expect(problems).toEqual(['Line 3: is not JSON: “,” cannot stand at column 10.']);
  expect(header.notes.map(({ seq }) => seq)).toEqual([1, 1, 8]);
});

test('lines that are missing altogether are told, and notes on them go to the next entry', async () => {
  const { events, problems, header } = await read([HEADER, frame(0, 0), frame(3, 5)]);
  expect(events).toHaveLength(2);
  expect(problems).toEqual(['Line 3: "seq" should be 1, found 3; the entry is now 1.']);
  expect(header.notes.map(({ seq }) => seq)).toEqual([1, 1, 7]);
});

test('every kind of flaw says what was expected', async () => {
  const base = '"at":0,"conn":1';
  const flaws: readonly (readonly [string, RegExp])[] = [
    [`{"seq":0,${base},"kind":"hologram"}`, /unknown kind "hologram"; expected one of opened, frame, closed/],
    [`{"seq":0,${base}}`, /unknown kind nothing/],
    [`{"seq":0,${base},"kind":"toString"}`, /unknown kind "toString"/],
    ['[1]', /should be a JSON object, found \[1\]/],
    [frame(0, 0).replace('"sent"', '"up"'), /"dir" should be sent or received, found "up"/],
    [frame(0, 0).replace('websocket', 'polling'), /"via" should be websocket or webtransport, found "polling"/],
    [frame(0, 0).replace('"chan":1', '"chan":-1'), /"chan" should be a whole number from 0 to 4294967295, found -1/],
    [frame(0, 0).replace('"conn":1', '"conn":70000'), /"conn" should be a whole number from 0 to 65535/],
    [frame(0, 0).replace('"at":0', '"at":1e999'), /"at" should be a number up to 1000000000000/],
    [frame(0, 0).replace('"at":0', '"at":"0"'), /"at" should be a number/],
    [frame(0, 0).replace('"text":"x"', '"text":1'), /"text" should be text, found 1/],
    [frame(0, 0).replace('"text":"x"', '"base64":"?"'), /"base64" should be bytes in base64, found "\?"/],
    [frame(0, 0).replace(',"text":"x"', ''), /neither "text" nor "base64"/],
    [frame(0, 0).replace('"text"', '"base64":"AQID","text"'), /both "text" and "base64"/],
    [
      `{"seq":0,${base},"kind":"closed","chan":1,"via":"websocket","code":1,"reason":"","clean":1}`,
      /"clean" should be/,
    ],
    [`{"seq":0,${base},"kind":"client"}`, /"event" should be text, found nothing/],
    [`{"seq":0,${base},"kind":"response","chan":1,"via":"polling","status":200,"headers":{"a":1}}`, /"headers" should/],
  ];
  for (const [line, sentence] of flaws) {
    const { events, problems } = await read([HEADER, line, frame(1, 1)]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(sentence);
    expect(problems[0]).toMatch(/^Line 2: /);
    expect(events).toHaveLength(1);
  }
});

test('time that goes back is raised and told', async () => {
  const { events, problems } = await read([HEADER, frame(0, 5), frame(1, 3), frame(2, 4.5), frame(3, 6)]);
  expect(events.map(({ at }) => at)).toEqual([5, 5, 5, 6]);
  expect(problems).toEqual([
    'Line 3: time goes back from 5 ms to 3 ms; taken as 5 ms.',
    'Line 4: time goes back from 5 ms to 4.5 ms; taken as 5 ms.',
  ]);
});

test('an entry without a usable seq stays', async () => {
  const { events, problems } = await read([HEADER, frame(0, 0).replace('"seq":0', '"seq":"0"'), frame(1, 1)]);
  expect(events).toHaveLength(2);
  expect(problems).toEqual(['Line 2: "seq" should be 0, found "0"; the entry is now 0.']);
});

test('a cut-off last line is told, what came before stays', async () => {
  const { events, problems } = await importOf([bytesOf(`${HEADER}\n${frame(0, 0)}\n${frame(1, 1).slice(0, 30)}`)]);
  expect(events).toHaveLength(1);
  expect(problems).toEqual(['Line 3: is cut off: its JSON ends too early, at column 31.']);
});

test('a cut-off compressed file gives everything before the cut, in however many pieces it comes', async () => {
  // Digits without a pattern, so that the compressed file is long enough to be cut in the middle.
  let digits = 1;
  const random = () => String((digits = (digits * 48_271) % 2_147_483_647));
  const lines = Array.from({ length: 20_000 }, (_, i) => frame(i, i, `${random()}${random()}`));
  const whole = await gzip(bytesOf(`${[HEADER, ...lines].join('\n')}\n`));
  const cut = whole.slice(0, whole.length - 1000);
  for (const size of [1000, 65_536, cut.length]) {
    const pieces = Array.from({ length: Math.ceil(cut.length / size) }, (_, i) => cut.slice(i * size, (i + 1) * size));
    const { events, problems } = await importOf(pieces);
    expect(events.length).toBeGreaterThan(19_800);
    expect(events.length).toBeLessThan(20_000);
    expect(problems.at(-1)).toMatch(/^After line \d+: the compressed file is cut off or damaged here\.$/);
  }
});

test('a source that fails midway gives what came before', async () => {
  async function* failing() {
    yield bytesOf(`${HEADER}\n${frame(0, 0)}\n`);
    throw new Error('the disk was pulled out');
  }
  const opened = await openImport(failing());
  if (!opened.ok) throw new Error(opened.error);
  const batches = [];
  for await (const batch of opened.value.batches) batches.push(...batch);
  expect(batches).toHaveLength(1);
  expect(opened.value.problems.sentences).toEqual([
    'After line 2: the file could not be read any further (the disk was pulled out).',
  ]);
});

test('leaving early lets go of the file', async () => {
  let isCancelled = false;
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => controller.enqueue(bytesOf(`${HEADER}\n`.padEnd(5000, ' ') + '\n')),
    pull: (controller) => controller.enqueue(bytesOf(`${frame(0, 0)}\n`)),
    cancel: () => void (isCancelled = true),
  });
  const opened = await openImport(stream);
  if (!opened.ok) throw new Error(opened.error);
  for await (const batch of opened.value.batches) if (batch.length > 0) break;
  expect(isCancelled).toBe(true);
});

test('bytes that are not UTF-8 are told and the line is kept', async () => {
  const whole = bytesOf(`${HEADER}\n${frame(0, 0, 'é')}\n${frame(1, 1)}\n`);
  const damaged = whole.filter((byte) => byte !== 0xa9);
  const { events, problems } = await importOf([damaged]);
  expect(events).toMatchObject([{ payload: '\ufffd' }, { payload: 'x' }]);
  expect(problems).toEqual(['Line 2: holds bytes that are not UTF-8; � stands for them.']);
});

test('line ends of Windows, blank lines, a byte order mark and a missing last line end are harmless', async () => {
  const file = `\ufeff${HEADER}\r\n${frame(0, 0)}\r\n\r\n${frame(1, 1)}`;
  const { events, problems } = await importOf([bytesOf(file)]);
  expect(events).toMatchObject([{ payload: 'x' }, { payload: 'x' }]);
  expect(problems).toEqual([]);
});

test('fields of the header that are wrong are told and replaced', async () => {
  const { header, problems } = await read([
    '{"format":"sockscope","version":1,"id":"a","name":7,"startedAt":"yesterday","app":"","userAgent":"","tags":[1],' +
      '"connections":[{"id":1,"url":"u","path":"/","protocol":"v9","parser":"default","transports":[],"namespaces":[]},{"id":1},5],"notes":{}}',
  ]);
  expect(header).toMatchObject({ name: 'Untitled', startedAt: '1970-01-01T00:00:00.000Z', tags: [], notes: [] });
  expect(header.connections).toMatchObject([{ id: 1, protocol: 'v4' }]);
  expect(problems).toEqual([
    'Line 1: "name" should be text, found 7.',
    'Line 1: "startedAt" should be a time in UTC like 2026-11-20T10:15:02.120Z, found "yesterday".',
    'Line 1: "connections[0].protocol" should be v4, v2, eio4 or eio3, found "v9".',
    'Line 1: "connections[1].id" is taken by another connection.',
    'Line 1: "connections[2]" should be an object, found 5.',
    'Line 1: "notes" should be a list, found {}.',
    'Line 1: "tags" should hold texts only, found [1].',
  ]);
});

test('files of other forms are refused by what they are', async () => {
  const refusals: readonly (readonly [string, RegExp])[] = [
    ['', /^This file is empty\.$/],
    ['{\n  "log": {"version":"1.2"}}', /^This is an HTTP archive \(HAR\) without entries\.$/],
    ['PK\u0003\u0004', /^This is a ZIP archive\./],
    ['<!DOCTYPE html>', /^This is a web page\./],
    ['hello', /^This is not a Sockscope session: it does not begin with a JSON object\./],
    ['{"a":1}', /^This is not a Sockscope session: "format" should be "sockscope", found nothing\.$/],
    ['{\n"format":"sockscope"}', /^This is not a Sockscope session: line 1 is cut off/],
    ['{"format":"sockscope"}', /does not say its version/],
  ];
  for (const [file, sentence] of refusals) {
    expect(await refusalOf([bytesOf(file)])).toMatch(sentence);
    expect(await refusalOf([await gzip(bytesOf(file))])).toMatch(sentence);
  }
});
