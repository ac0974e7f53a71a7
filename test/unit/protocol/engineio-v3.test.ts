import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENGINE_IO_3 } from '../../../src/protocol/engineio/protocol.ts';
import { partIn } from '../../../src/protocol/engineio/span.ts';
import type { Payload } from '../../../src/wire/wire-event.ts';
import { anyText, mutated } from './arbitraries.ts';

type Packet = { readonly type: string; readonly data?: string | Buffer };
/** engine.io-parser 2.2, which has no types. */
type Parser = {
  encodePacket(packet: Packet, binary: boolean, utf8: boolean, callback: (frame: Payload) => void): void;
  encodePayload(packets: readonly Packet[], binary: boolean, callback: (body: Payload) => void): void;
  decodePacket(frame: Payload): Packet;
  decodePayload(body: Payload, callback: (packet: Packet) => void): void;
};
const official = createRequire(import.meta.url)('engine.io-parser-v2') as Parser;

const { splitPayload, decodeFrame, decodePart } = ENGINE_IO_3;
const REFUSED = { type: 'error', content: 'parser error' };

function partsOf(body: Payload): readonly Payload[] {
  return splitPayload(body).map((span) => partIn(body, span));
}

function ours(part: Payload): unknown {
  const result = decodePart(part);
  if (!result.ok) return REFUSED;
  const packet = result.value;
  return { type: packet.type, content: packet.type === 'message' ? contentOf(packet.body) : packet.text };
}

/** Every packet up to the first that is refused: the official parser leaves the rest of a body. */
function oursIn(body: Payload): readonly unknown[] {
  const told = splitPayload(body).map((span) => (span.malformed ? REFUSED : ours(partIn(body, span))));
  const flawAt = told.findIndex((packet) => JSON.stringify(packet) === JSON.stringify(REFUSED));
  return flawAt < 0 ? told : told.slice(0, flawAt + 1);
}

function contentOf(body: Payload): unknown {
  return typeof body === 'string' ? body : [...body];
}

function theirs({ type, data = '' }: Packet): unknown {
  return { type, content: contentOf(data) };
}

function theirsIn(body: Payload): readonly unknown[] {
  const packets: unknown[] = [];
  official.decodePayload(body, (packet) => packets.push(theirs(packet)));
  return packets;
}

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string());
const packet: fc.Arbitrary<Packet> = fc.oneof(
  fc.record({ type: fc.constantFrom('open', 'close', 'ping', 'pong', 'upgrade', 'noop'), data: text }),
  fc.record({
    type: fc.constant('message'),
    data: fc.oneof(
      text,
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    ),
  }),
);

function encodedBody(packets: readonly Packet[], takesBinary: boolean): Payload {
  const bodies: Payload[] = [];
  official.encodePayload(packets, takesBinary, (body) => bodies.push(body));
  return bodies[0]!;
}

function encodedFrame(one: Packet, takesBinary: boolean): Payload {
  const frames: Payload[] = [];
  official.encodePacket(one, takesBinary, false, (frame) => frames.push(frame));
  return frames[0]!;
}

describe('Engine.IO 3 as the protocol document shows it', () => {
  test.each([
    ['6:4hello2:4€', ['4hello', '4€']],
    ['7:42["a"]1:2', ['42["a"]', '2']],
    ['2:4€10:b4AQIDBA==', ['4€', 'b4AQIDBA==']],
    ['3:4🧦', ['4🧦']],
    ['0:', []],
    ['0:1:2', ['2']],
    ['1e0:2', ['2']],
  ])('splits the body %j', (body, parts) => {
    expect(partsOf(body)).toEqual(parts);
  });

  test('splits a binary body into texts and bytes', () => {
    const body = Uint8Array.from([0, 4, 255, 0x34, 0xe2, 0x82, 0xac, 1, 3, 255, 4, 1, 2]);
    expect(partsOf(body)).toEqual(['4€', new Uint8Array([4, 1, 2])]);
  });

  test('takes the handshake of Socket.IO 1.7.4, which comes as bytes', () => {
    const handshake = '0{"sid":"a","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":60000}';
    const body = Uint8Array.from([0, ...[...String(handshake.length)].map(Number), 255, ...Buffer.from(handshake)]);
    expect(partsOf(body)).toEqual([handshake]);
  });

  test.each<[Payload, unknown]>([
    ['2', { type: 'ping', text: '' }],
    ['3probe', { type: 'pong', text: 'probe' }],
    ['4hello', { type: 'message', body: 'hello' }],
    ['b4AQIDBA==', { type: 'message', body: new Uint8Array([1, 2, 3, 4]) }],
    [new Uint8Array([4, 1, 2]), { type: 'message', body: new Uint8Array([1, 2]) }],
    [new Uint8Array([4]), { type: 'message', body: new Uint8Array(0) }],
  ])('decodes %j', (frame, value) => {
    expect(decodeFrame(frame)).toEqual({ ok: true, value });
  });

  test('lets the client ping', () => {
    expect([ENGINE_IO_3.version, ENGINE_IO_3.serverPings]).toEqual([3, false]);
  });
});

describe('Engine.IO 3 beside engine.io-parser 2', () => {
  test('decodes what it encodes, on both transports', () => {
    fc.assert(
      fc.property(packet, fc.boolean(), (one, takesBinary) => {
        const frame = encodedFrame(one, takesBinary);
        expect(ours(frame)).toEqual(theirs(one));
        expect(ours(frame)).toEqual(theirs(official.decodePacket(frame)));
      }),
      { numRuns: 200 },
    );
  });

  test('decodes the payloads it encodes, as text and as bytes', () => {
    fc.assert(
      fc.property(fc.array(packet, { maxLength: 6 }), fc.boolean(), (packets, takesBinary) => {
        const body = encodedBody(packets, takesBinary);
        expect(oursIn(body)).toEqual(theirsIn(body));
      }),
      { numRuns: 200 },
    );
  });

  test('accepts and refuses the same texts, but for base64 that is none', () => {
    const whole = fc.array(packet, { maxLength: 3 }).map((packets) => String(encodedBody(packets, false)));
    const lengths = fc.constantFrom('', ' ', '1', '01', '-1', '1.5', '0x2', '1e1', 'Infinity', 'NaN', '2', '9');
    const odd = fc
      .array(fc.tuple(lengths, fc.constantFrom('2', '4a', '40', '9', '')))
      .map((all) => all.map((parts) => parts.join(':')).join(''));
    fc.assert(
      fc.property(mutated(fc.oneof(whole, odd, anyText)), (body) => {
        for (const { start, end, malformed } of splitPayload(body)) {
          if (malformed) expect(malformed.offset).toBeLessThanOrEqual(end - start);
        }
        if (!partsOf(body).some((part) => String(part).startsWith('b'))) expect(oursIn(body)).toEqual(theirsIn(body));
      }),
      { numRuns: 600 },
    );
  });

  test('takes any bytes without a word of complaint to the program', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (body) => {
        const spans = splitPayload(body);
        for (const span of spans) expect(span.end).toBeLessThanOrEqual(body.length);
        for (const part of partsOf(body)) decodePart(part);
        decodeFrame(body);
      }),
      { numRuns: 600 },
    );
  });
});

describe('malformed Engine.IO 3', () => {
  test.each<[Payload, string, number]>([
    ['', 'empty', 0],
    ['0{"sid":"a"}', 'bad-length', 1],
    ['hello', 'bad-length', 0],
    [':2', 'bad-length', 0],
    ['12', 'bad-length', 2],
    ['9:4a', 'packet-cut', 4],
    [new Uint8Array([7]), 'bad-length', 0],
    [new Uint8Array([0, 255, 4]), 'bad-length', 1],
    [new Uint8Array([0, 1, 12, 255]), 'bad-length', 2],
    [new Uint8Array([1, 5, 255, 4, 1]), 'packet-cut', 5],
  ])('says of the body %j: %s at %d', (body, reason, offset) => {
    expect(splitPayload(body).at(-1)?.malformed).toEqual({ reason, offset });
  });

  test('reads what stands before a flaw', () => {
    const spans = splitPayload('1:29:4a');
    expect(spans).toEqual([
      { start: 2, end: 3 },
      { start: 3, end: 7, malformed: { reason: 'packet-cut', offset: 4 } },
    ]);
  });

  test.each<[Payload, string, number]>([
    ['9', 'unknown-engine-type', 0],
    ['b', 'unknown-engine-type', 1],
    ['b9AQ==', 'unknown-engine-type', 1],
    ['b4A', 'bad-base64', 3],
    [new Uint8Array([9, 1]), 'unknown-engine-type', 0],
    [new Uint8Array(0), 'empty', 0],
  ])('says of the packet %j: %s at %d', (part, reason, offset) => {
    expect(decodePart(part)).toEqual({ ok: false, error: { reason, offset } });
  });
});
