import { decodePacket, decodePayload, encodePacket, encodePayload, type Packet, type RawData } from 'engine.io-parser';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base64Encode } from '../../../src/base/bytes.ts';
import { splitPayload } from '../../../src/protocol/engineio/payload-v4.ts';
import type { EnginePacket } from '../../../src/protocol/engineio/packet.ts';
import { ENGINE_IO_4 } from '../../../src/protocol/engineio/protocol.ts';
import type { Payload } from '../../../src/wire/wire-event.ts';
import { anyText, mutated } from './arbitraries.ts';

const { decodeFrame, decodePart } = ENGINE_IO_4;

/** Ours in the official parser's words. */
function official(frame: Payload): unknown {
  const result = decodeFrame(frame);
  return result.ok ? flat(result.value) : { type: 'error', content: 'parser error' };
}

function flat(packet: EnginePacket): unknown {
  if (packet.type !== 'message') return { type: packet.type, content: packet.text };
  return { type: 'message', content: typeof packet.body === 'string' ? packet.body : [...packet.body] };
}

function theirs({ type, data }: Packet): unknown {
  return { type, content: data === undefined ? '' : typeof data === 'string' ? data : [...data] };
}

const controlPacket = fc.record({
  type: fc.constantFrom('open', 'close', 'ping', 'pong', 'upgrade', 'noop'),
  data: fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\x1e', '')),
});
const messagePacket = fc.record({
  type: fc.constant('message'),
  data: fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\x1e', '')),
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
  ),
});
const packet = fc.oneof(controlPacket, messagePacket).map(({ type, data }): Packet => {
  // The parser's types name each packet type on its own.
  return { type, data } as Packet;
});

function encoded(one: Packet, takesBinary: boolean): RawData {
  const frames: RawData[] = [];
  encodePacket(one, takesBinary, (frame) => frames.push(frame));
  return frames[0]!;
}

describe('Engine.IO 4 as the protocol document shows it', () => {
  test.each([
    ['2', { type: 'ping', text: '' }],
    ['3', { type: 'pong', text: '' }],
    ['2probe', { type: 'ping', text: 'probe' }],
    ['3probe', { type: 'pong', text: 'probe' }],
    ['5', { type: 'upgrade', text: '' }],
    ['6', { type: 'noop', text: '' }],
    ['1', { type: 'close', text: '' }],
    ['4hello', { type: 'message', body: 'hello' }],
    ['bAQIDBA==', { type: 'message', body: new Uint8Array([1, 2, 3, 4]) }],
  ])('decodes %j', (frame, value) => {
    expect(decodeFrame(frame)).toEqual({ ok: true, value });
    expect(decodePart(frame)).toEqual({ ok: true, value });
  });

  test('takes a binary frame as a message, as it is', () => {
    const body = new Uint8Array([1, 2, 3, 4]);
    expect(decodeFrame(body)).toEqual({ ok: true, value: { type: 'message', body } });
  });

  test.each([
    ['4hello\x1e2\x1e4world', ['4hello', '2', '4world']],
    ['4hello\x1ebAQIDBA==', ['4hello', 'bAQIDBA==']],
    ['42["hello"]\x1e42["world"]', ['42["hello"]', '42["world"]']],
    ['4', ['4']],
    ['', ['']],
    ['2\x1e', ['2', '']],
  ])('splits the body %j', (body, parts) => {
    expect(splitPayload(body).map(({ start, end }) => body.slice(start, end))).toEqual(parts);
  });

  test('lets the server ping', () => {
    expect([ENGINE_IO_4.version, ENGINE_IO_4.serverPings]).toEqual([4, true]);
  });
});

describe('Engine.IO 4 beside engine.io-parser', () => {
  test('decodes what it encodes, on both transports', () => {
    fc.assert(
      fc.property(packet, fc.boolean(), (one, takesBinary) => {
        const frame = encoded(one, takesBinary);
        expect(official(frame)).toEqual(theirs(decodePacket(frame, 'nodebuffer')));
        expect(official(frame)).toEqual(theirs(one));
      }),
      { numRuns: 1000 },
    );
  });

  test('decodes the payloads it encodes', () => {
    fc.assert(
      fc.property(fc.array(packet, { minLength: 1, maxLength: 6 }), (packets) => {
        encodePayload(packets, (body) => {
          const parts = splitPayload(body).map(({ start, end }) => body.slice(start, end));
          expect(parts.map(official)).toEqual(decodePayload(body, 'nodebuffer').map(theirs));
        });
      }),
      { numRuns: 500 },
    );
  });

  test('accepts and refuses the same texts, but for base64 that is none', () => {
    const text = mutated(
      fc.oneof(
        packet.map((one) => encoded(one, false)),
        anyText,
      ),
    );
    fc.assert(
      fc.property(text, (frame) => {
        const result = decodeFrame(frame);
        if (!result.ok) expect(result.error.offset).toBeLessThanOrEqual(frame.length);
        if (!result.ok && result.error.reason === 'bad-base64') expect(frame).toMatch(/^b/);
        else expect(official(frame)).toEqual(theirs(decodePacket(frame, 'nodebuffer')));
      }),
      { numRuns: 2000 },
    );
  });

  test('takes any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeFrame(bytes)).toEqual({ ok: true, value: { type: 'message', body: bytes } });
      }),
    );
  });

  test('takes base64 without its padding', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (body) => {
        const part = `b${base64Encode(body).replaceAll('=', '')}`;
        expect(decodePart(part)).toEqual({ ok: true, value: { type: 'message', body } });
      }),
    );
  });
});

describe('malformed Engine.IO 4', () => {
  test.each([
    ['', 'empty', 0],
    ['7', 'unknown-engine-type', 0],
    ['9abc', 'unknown-engine-type', 0],
    ['x', 'unknown-engine-type', 0],
    ['ok', 'unknown-engine-type', 0],
    ['<html>', 'unknown-engine-type', 0],
    ['\u0664', 'unknown-engine-type', 0],
    ['bA', 'bad-base64', 2],
    ['bAQ!D', 'bad-base64', 3],
    ['bAQID BA=', 'bad-base64', 5],
    ['bAQ-_', 'bad-base64', 3],
    ['bA===', 'bad-base64', 2],
    ['bAA=', 'bad-base64', 3],
    ['b=', 'bad-base64', 1],
  ])('says of %j: %s at %d', (part, reason, offset) => {
    expect(decodePart(part)).toEqual({ ok: false, error: { reason, offset } });
  });
});
