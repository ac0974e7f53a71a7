import fc from 'fast-check';
import { Decoder, Encoder } from 'socket.io-msgpack-parser';
import { describe, expect, test } from 'vitest';
import { withAttachments } from '../../../src/protocol/socketio/attachments.ts';
import type { SocketPacket } from '../../../src/protocol/socketio/packet.ts';
import { SOCKET_IO_5_MSGPACK } from '../../../src/protocol/socketio/protocol.ts';
import type { Result } from '../../../src/base/result.ts';
import type { Malformed } from '../../../src/protocol/malformed.ts';

function encoded(packet: object): Uint8Array {
  const [bytes]: readonly Iterable<number>[] = Object(new Encoder().encode(packet));
  return Uint8Array.from(bytes!);
}

function decode(bytes: Uint8Array): Result<SocketPacket, Malformed> {
  return SOCKET_IO_5_MSGPACK.decodeMessage(bytes)!;
}

function decoded(bytes: Uint8Array): SocketPacket {
  const result = decode(bytes);
  if (!result.ok) throw new Error(`${result.error.reason} at ${result.error.offset}`);
  return result.value;
}

/** What an application gets: the JSON with its bytes put back. */
function dataOf({ json, packed }: SocketPacket): unknown {
  const value = withAttachments(json, packed?.buffers ?? []);
  if (!value.ok) throw new Error(`${value.error.reason} at ${value.error.offset}`);
  return plain(value.value);
}

function theirs(bytes: Uint8Array): unknown {
  let packet: { type: number; nsp: string; id?: number; data?: unknown } | undefined;
  const decoder: { on(event: string, listener: (value: never) => void): void; add(bytes: Buffer): void } = Object(
    new Decoder(),
  );
  decoder.on('decoded', (value: typeof packet) => (packet = value));
  decoder.add(Buffer.from(bytes));
  return { type: packet?.type, nsp: packet?.nsp, id: packet?.id, data: plain(packet?.data) };
}

const TYPES = ['CONNECT', 'DISCONNECT', 'EVENT', 'ACK', 'CONNECT_ERROR'];

function ours(bytes: Uint8Array): unknown {
  const packet = decoded(bytes);
  return { type: TYPES.indexOf(packet.type), nsp: packet.nsp, id: packet.id, data: dataOf(packet) };
}

/** Bytes as lists, so that a Buffer and a Uint8Array are alike. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return { bytes: [...value] };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

const number = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(
    0,
    127,
    128,
    255,
    256,
    65_535,
    65_536,
    2 ** 32 - 1,
    2 ** 32,
    -1,
    -32,
    -33,
    -128,
    -129,
    -32_769,
    -(2 ** 31) - 1,
  ),
);
const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.string({ maxLength: 40 }));
const key = text.filter((name) => name !== '__proto__' && name !== '_placeholder');
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.oneof(
      number,
      text,
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)),
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

const packet = fc.oneof(
  fc.record({
    type: fc.constant(0),
    nsp: text,
    data: fc.dictionary(key, value, { maxKeys: 3, noNullPrototype: true }),
  }),
  fc.record({ type: fc.constant(1), nsp: text }),
  fc.record({ type: fc.constant(4), nsp: text, data: fc.record({ message: text }) }),
  fc.record(
    {
      type: fc.constant(2),
      data: fc.tuple(text, value, value),
      options: fc.constant({ compress: true }),
      id: fc.nat(),
      nsp: text,
    },
    { requiredKeys: ['type', 'data', 'nsp'] },
  ),
  fc.record({ nsp: text, id: fc.nat(), data: fc.array(value, { maxLength: 3 }), type: fc.constant(3) }),
);

describe('MessagePack beside socket.io-msgpack-parser', () => {
  test('reads what the official encoder writes as the official decoder does', () => {
    fc.assert(
      fc.property(packet, (one) => {
        const bytes = encoded(one);
        expect(ours(bytes)).toEqual(theirs(bytes));
        expect(decoded(bytes).packed?.isPlain).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('takes sizes of one, two and four bytes', () => {
    const wide = (length: number) => Array.from({ length }, (_, i) => i);
    const data = [
      'x',
      ...[31, 32, 255, 256, 65_535, 65_536].map((length) => 'x'.repeat(length)),
      ...[15, 16, 300].map(wide),
      ...[15, 16, 300].map((length) => Object.fromEntries(wide(length).map((i) => [`k${i}`, i]))),
      ...[255, 256, 65_536].map((length) => Buffer.alloc(length, 7)),
    ];
    const bytes = encoded({ type: 2, nsp: '/', data });
    expect(JSON.stringify(ours(bytes))).toBe(JSON.stringify(theirs(bytes)));
    const many = encoded({ type: 2, nsp: '/', data: ['x', wide(70_000)] });
    expect(JSON.stringify(ours(many))).toBe(JSON.stringify(theirs(many)));
  });

  test('finds each part where it stands', () => {
    const { packed } = decoded(encoded({ type: 2, data: ['a', 1], options: {}, id: 300, nsp: '/chat' }));
    // Behind each key, which takes a byte more than its name.
    expect(packed?.places).toMatchObject({
      type: { start: 6, end: 7 },
      data: { start: 12, end: 16 },
      id: { start: 28, end: 31 },
      nsp: { start: 35, end: 41 },
    });
  });

  test('takes any bytes without a throw', () => {
    const edit = fc.record({ at: fc.nat(), byte: fc.nat(255), cut: fc.nat(3) });
    fc.assert(
      fc.property(packet, fc.array(edit, { maxLength: 3 }), (one, edits) => {
        const bytes = [...encoded(one)];
        for (const { at, byte, cut } of edits) bytes.splice(at % (bytes.length + 1), cut, byte);
        const result = decode(Uint8Array.from(bytes));
        if (!result.ok) expect(result.error.offset).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => void decode(bytes)),
      { numRuns: 300 },
    );
  });
});

const hex = (digits: string) => Uint8Array.from(Buffer.from(digits.replaceAll(' ', ''), 'hex'));
/** `{"type":2,"nsp":"/","data":["x",…]}` around one value. */
const around = (digits: string) => hex(`83 a474797065 02 a36e7370 a12f a464617461 92 a178 ${digits}`);

describe('what JSON has no word for', () => {
  test.each([
    ['cf ffffffffffffffff', '18446744073709551615', true],
    ['d3 8000000000000000', '-9223372036854775808', true],
    ['ca 3dcccccd', '0.10000000149011612', true],
    ['cb 8000000000000000', '-0', true],
    ['cb 7ff8000000000000', '{"$number":"NaN"}', false],
    ['cb fff0000000000000', '{"$number":"-Infinity"}', false],
    ['d4 00 00', '{"$undefined":true}', false],
    ['d7 00 0000018bcfe56800', '{"$date":"2023-11-14T22:13:20.000Z"}', false],
    ['d6 ff 65540000', '{"$date":"2023-11-14T23:17:20.000Z"}', false],
    ['d7 ff 7736640065540000', '{"$date":"2023-11-14T23:17:20.500Z"}', false],
    ['c7 0c ff 00000000 0000000065540000', '{"$date":"2023-11-14T23:17:20.000Z"}', false],
    ['d6 05 01020304', '{"$ext":5,"bytes":{"_placeholder":true,"num":0}}', false],
    ['c7 02 00 0102', '{"_placeholder":true,"num":0}', true],
    ['c4 02 0102', '{"_placeholder":true,"num":0}', true],
    ['82 01 02 c0 03', '{"1":2,"null":3}', true],
    ['a3 c3bc41', '"üA"', true],
  ])('%s is told as %s', (digits, json, isPlain) => {
    const packet = decoded(around(digits));
    expect(packet.json).toBe(`["x",${json}]`);
    expect(packet.packed?.isPlain).toBe(isPlain);
  });

  test('what stands beside the packet’s own parts does not keep it from being plain', () => {
    const packet = decoded(encoded({ type: 0, nsp: '/', data: undefined, options: { when: new Date(0) } }));
    expect(packet).toMatchObject({ type: 'CONNECT', json: '', packed: { isPlain: true } });
  });
});

describe('malformed MessagePack', () => {
  test.each([
    ['', 'not-a-packet', 0],
    ['92 01 02', 'not-a-packet', 0],
    ['81', 'msgpack-ends', 1],
    ['81 a474797065', 'msgpack-ends', 6],
    ['80', 'unknown-socket-type', 0],
    ['82 a474797065 02 a36e7370 a12f', 'payload-type', 0],
    ['82 a474797065 07 a36e7370 a12f', 'unknown-socket-type', 6],
    ['82 a474797065 01 a36e7370 05', 'not-a-packet', 11],
    ['82 a474797065 01 a36e7370 a12f c0', 'msgpack-goes-on', 13],
    ['82 a474797065 01 a36e7370 c1', 'msgpack', 11],
    ['82 a474797065 01 a36e7370 a1ff', 'msgpack', 12],
    ['82 a474797065 01 a36e7370 d9', 'msgpack-ends', 12],
    ['82 a474797065 01 a36e7370 a5 2f61', 'msgpack-ends', 14],
    ['df ffffffff', 'msgpack-ends', 5],
  ])('says of %j: %s at %d', (digits, reason, offset) => {
    expect(decode(hex(digits))).toEqual({ ok: false, error: { reason, offset } });
  });

  test('nesting has its limit, not the stack', () => {
    const deep = Uint8Array.from([
      ...around('').slice(0, -2),
      0x92,
      0xa1,
      0x78,
      ...Array<number>(100_000).fill(0x91),
      0xc0,
    ]);
    expect(decode(deep)).toMatchObject({ ok: false, error: { reason: 'msgpack-depth' } });
  });

  test('text is refused as such', () => {
    expect(SOCKET_IO_5_MSGPACK.decodeMessage('2["a"]')).toEqual({
      ok: false,
      error: { reason: 'text-for-bytes', offset: 0 },
    });
  });
});
