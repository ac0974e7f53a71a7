import { deepStrictEqual } from 'node:assert';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gunzip } from '../../../src/importers/gunzip.ts';
import { lineBlocks } from '../../../src/importers/line-blocks.ts';
import { openImport } from '../../../src/importers/sniff.ts';
import { cutUp } from '../exporters/arbitrary-session.ts';
import { bytesOf, gzip, importOf, inTurn, refusalOf } from '../exporters/session-file.ts';

const HEADER = header({});

function header(fields: object): string {
  const whole = {
    format: 'sockscope',
    version: 1,
    id: 'a',
    name: 'n',
    startedAt: '2026-11-20T10:15:02.120Z',
    app: '',
    userAgent: '',
    connections: [],
    notes: [],
    tags: [],
  };
  return JSON.stringify({ ...whole, ...fields });
}

function frame(seq: number, at = seq, rest = ''): string {
  return `{"seq":${seq},"at":${at},"conn":1,"kind":"frame","chan":1,"via":"websocket","dir":"sent","text":"x"${rest}}`;
}

function nested(depth: number): string {
  return `${'['.repeat(depth)}${']'.repeat(depth)}`;
}

function client(seq: number, detail: string): string {
  return `{"seq":${seq},"at":${seq},"conn":1,"kind":"client","event":"connect","detail":${detail}}`;
}

type Case = {
  readonly what: string;
  readonly lines: readonly string[];
  /** How many of its entries are read. */
  readonly entries: number;
  readonly problems: readonly RegExp[];
};

const CASES: readonly Case[] = [
  {
    what: 'a line nested a hundred thousand deep',
    lines: [HEADER, frame(0), client(1, nested(100_000)), frame(2)],
    entries: 2,
    problems: [/^Line 3: is nested deeper than 200 levels\.$/],
  },
  {
    what: 'a line that is nothing but brackets',
    lines: [HEADER, nested(50_000), frame(1)],
    entries: 1,
    problems: [/^Line 2: is nested deeper than 200 levels\.$/],
  },
  {
    what: 'an unknown field nested too deep',
    lines: [HEADER, frame(0, 0, `,"odd":${nested(300)}`)],
    entries: 0,
    problems: [/nested deeper/],
  },
  { what: 'what still may be nested', lines: [HEADER, client(0, nested(190))], entries: 1, problems: [] },
  {
    what: 'a repeated key',
    lines: [HEADER, frame(0, 0, ',"text":"y"')],
    entries: 1,
    problems: [/^Line 2: has "text" more than once; the last one counts\.$/],
  },
  {
    what: 'a repeated key in the depth, beside strings that only look like keys',
    lines: [HEADER, client(0, '{"a\\"\\\\":{"b:":"c\\":d","x":1,"\\u0078":2}}')],
    entries: 1,
    problems: [/^Line 2: has "x" more than once; the last one counts\.$/],
  },
  {
    what: 'a key called __proto__',
    lines: [HEADER, client(0, '{"__proto__":{"polluted":true},"constructor":1}')],
    entries: 1,
    problems: [],
  },
  {
    what: 'times before the beginning and back',
    lines: [HEADER, frame(0, -5), frame(1, 7), frame(2, 3)],
    entries: 3,
    problems: [
      /^Line 2: time goes back from 0 ms to -5 ms; taken as 0 ms/,
      /^Line 4: time goes back from 7 ms to 3 ms/,
    ],
  },
  {
    what: 'times that are none',
    lines: [HEADER, frame(0).replace('"at":0', '"at":NaN'), frame(1, 1e15), frame(2).replace('"at":2', '"at":null')],
    entries: 0,
    problems: [
      /^Line 2: is not JSON: “N” cannot stand at column 15/,
      /^Line 3: "at" should be/,
      /^Line 4: "at" should be/,
    ],
  },
  {
    what: 'a beginning in the far future',
    lines: [header({ startedAt: '+099999-01-01T00:00:00Z', endedAt: '2999-01-01T00:00:00Z' }), frame(0)],
    entries: 1,
    problems: [/^Line 1: "endedAt" should lie between 1970 and 2199/, /^Line 1: "startedAt" should/],
  },
  {
    what: 'numbers that jump',
    lines: [HEADER, frame(0), frame(9_007_199_254_740_991, 1), frame(2)],
    entries: 3,
    problems: [/^Line 3: "seq" should be 1, found 9007199254740991; the entry is now 1/, /^Line 4: "seq" should be/],
  },
  {
    what: 'NUL bytes in the middle and at the end, as a crash leaves them',
    lines: [HEADER, frame(0), '\0'.repeat(300), frame(1), '\0'.repeat(5000)],
    entries: 2,
    problems: [/^Line 3: is not JSON: U\+0000 cannot stand at column 1/, /./, /^Line 5: is not JSON: U\+0000/],
  },
  {
    what: 'line ends of Windows, and something else behind the end',
    lines: [`${HEADER}\r`, `${frame(0)}\r`, '\r', '-- end of file --'],
    entries: 1,
    problems: [/^Line 4: is not JSON: “-” cannot stand at column/],
  },
];

test.each(CASES)('tamed: $what', async ({ lines, entries, problems }) => {
  const read = await importOf([bytesOf(`${lines.join('\n')}\n`)]);
  expect(read.events).toHaveLength(entries);
  expect(read.problems).toHaveLength(problems.length);
  for (const [i, problem] of problems.entries()) expect(read.problems[i]).toMatch(problem);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

test('refused: a header that nests, is too long, or comes from the future; text in UTF-16; NUL bytes alone', async () => {
  const utf16 = new Uint8Array(new Uint16Array([0xfeff, ...HEADER].map((unit) => Number(unit) || 0x7b)).buffer);
  const refusals: readonly (readonly [Uint8Array<ArrayBuffer>, RegExp])[] = [
    [
      bytesOf(header({ odd: 1 }).replace('"odd":1', `"odd":${nested(5000)}`)),
      /line 1 is nested deeper than 200 levels/,
    ],
    [bytesOf(header({ name: 'n'.repeat(17 * 1024 * 1024) })), /line 1 is longer than 16 MiB/],
    [bytesOf(header({ version: 2 })), /later Sockscope, in file version 2/],
    [utf16, /^This is text in UTF-16: save it as UTF-8\. Sockscope opens/],
    [bytesOf([...HEADER].join('\0')), /^This is text in UTF-16/],
    [bytesOf('{"log":{"a":1}}'), /^This is an HTTP archive \(HAR\) without entries\.$/],
    [new Uint8Array(5000), /^This is a file of NUL bytes/],
  ];
  for (const [file, sentence] of refusals) expect(await refusalOf([file])).toMatch(sentence);
});

test('a header with 100,000 connections and notes is read as far as anyone could look at it', async () => {
  const connection = { url: 'u', path: '/', protocol: 'v4', parser: 'default', transports: [], namespaces: [] };
  const connections = Array.from({ length: 100_000 }, (_, i) => ({ id: (i % 65_535) + 1, ...connection }));
  const notes = Array.from({ length: 100_000 }, (_, i) => ({ seq: 100_000 - i, text: '' }));
  const frames = Array.from({ length: 20_000 }, (_, i) => frame(i % 2 === 0 ? 100_000 : 0, i));
  const read = await importOf([bytesOf([header({ connections, notes }), ...frames].join('\n'))]);
  expect(read.header.connections).toHaveLength(4096);
  expect(read.header.notes).toHaveLength(20_000);
  expect(read.events).toHaveLength(20_000);
  expect(read.problems.slice(0, 2)).toEqual([
    'Line 1: "connections" holds 100000; the first 4096 were taken.',
    'Line 1: "notes" holds 100000; the first 20000 were taken.',
  ]);
});

test('of a file of problems the first are told and all are counted', async () => {
  const read = await importOf([bytesOf(`${HEADER}\n${'{"kind":1}\n'.repeat(50_000)}${frame(0)}`)]);
  expect(read.events).toHaveLength(1);
  expect(read.problemCount).toBe(50_001);
  expect(read.problems).toHaveLength(100);
});

test('a line without an end is left out, and what comes behind it is read', async () => {
  const pieces = ['a\nb', 'b'.repeat(50), 'b'.repeat(60), 'b\nc\nd', '\n'].map(bytesOf);
  const lines: (string | undefined)[] = [];
  for await (const block of lineBlocks(inTurn(pieces), 100)) lines.push(...block.lines);
  expect(lines).toEqual(['a', undefined, 'c', 'd']);
});

test('several gzip members are one file, however it arrives', async () => {
  const text = [HEADER, frame(0), frame(1), frame(2)].join('\n');
  // One of them holds what looks like the beginning of another.
  const trap = new Uint8Array([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0x1f, 0x8b, 0x08]);
  const members = await Promise.all([text.slice(0, 90), text.slice(90), ''].map((part) => gzip(bytesOf(part))));
  const file = new Uint8Array([...members[0]!, ...members[1]!, ...members[2]!]);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(file.length), { maxLength: 5 }), async (cuts) => {
      const { events, problems } = await importOf(cutUp(file, cuts));
      expect(problems).toEqual([]);
      expect(events).toHaveLength(3);
    }),
    { numRuns: 20 },
  );
  const unpacked: Uint8Array[] = [];
  const packed = await gzip(trap);
  for await (const piece of gunzip(inTurn([packed, packed]))) unpacked.push(piece);
  expect(unpacked.flatMap((piece) => [...piece])).toEqual([...trap, ...trap]);
});

test('what follows a compressed session is told, and the session is whole', async () => {
  const file = await gzip(bytesOf(`${HEADER}\n${frame(0)}\n`));
  const { events, problems } = await importOf([file, bytesOf('and something else')]);
  expect(events).toHaveLength(1);
  expect(problems).toEqual(['After line 2: something that is not gzip follows the compressed session here.']);
});

test('a file that unpacks without end is left where nobody could mean it', async () => {
  // 300 MiB of spaces in one line: what is read of them is thrown away at once.
  const spaces = new Uint8Array(1024 * 1024).fill(0x20);
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (() => {
      let left = 300;
      return (controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>) =>
        left-- > 0 ? controller.enqueue(spaces) : controller.close();
    })(),
  }).pipeThrough(new CompressionStream('gzip'));
  let unpacked = 0;
  const reading = async () => {
    for await (const piece of gunzip(inTurn([new Uint8Array(await new Response(stream).arrayBuffer())])))
      unpacked += piece.length;
  };
  await expect(reading()).rejects.toThrow('unpacks to more than 200 times its size, as no session does');
  expect(unpacked).toBeLessThan(257 * 1024 * 1024);
});

test('whatever is done to a file, nothing throws and no line before the damage is lost', async () => {
  const lines = [HEADER, ...Array.from({ length: 30 }, (_, i) => frame(i))];
  const whole = bytesOf(`${lines.join('\n')}\n`);
  const { events: original } = await importOf([whole]);
  const change = fc.record({
    at: fc.nat(whole.length),
    cut: fc.nat(40),
    put: fc.oneof(fc.uint8Array({ maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 8 }).map(bytesOf)),
  });
  await fc.assert(
    fc.asyncProperty(change, fc.boolean(), async ({ at, cut, put }, isCut) => {
      const changed = new Uint8Array([...whole.subarray(0, at), ...put, ...(isCut ? [] : whole.subarray(at + cut))]);
      const opened = await openImport(inTurn([changed]));
      if (!opened.ok) {
        expect(opened.error).toMatch(/\.$/);
        return;
      }
      const events = [];
      for await (const batch of opened.value.batches) events.push(...batch);
      // Whole lines before the place, but for the header's.
      const before = Math.max(0, new TextDecoder().decode(whole.subarray(0, at)).split('\n').length - 2);
      deepStrictEqual(events.slice(0, before), original.slice(0, before));
    }),
    { numRuns: 300 },
  );
});
