import { createPacketEncoderStream, type Packet } from 'engine.io-parser';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeStreamPacket, streamHeader } from '../../../src/protocol/engineio/stream-packet.ts';

/** One packet as engine.io-parser 5 puts it into a WebTransport stream. */
async function encoded(packet: Packet): Promise<Uint8Array> {
  const stream = createPacketEncoderStream();
  const writer = stream.writable.getWriter();
  void writer.write(packet).then(() => writer.close());
  const pieces: Uint8Array[] = [];
  const reader = stream.readable.getReader();
  for (;;) {
    const piece: { done: boolean; value?: Uint8Array } = await reader.read();
    if (piece.done) return new Uint8Array(Buffer.concat(pieces));
    if (piece.value) pieces.push(piece.value);
  }
}

test('what the official encoder writes is read, with its header of 1, 3 or 9 bytes', async () => {
  for (const length of [1, 124, 125, 126, 65_534, 65_535, 70_000]) {
    const text = await encoded({ type: 'message', data: 'ü'.repeat(length / 2) + 'x'.repeat(length % 2) });
    expect(decodeStreamPacket(text)).toMatchObject({ ok: true, value: { type: 'message' } });
    const data = Buffer.alloc(length, 7);
    const bytes = await encoded({ type: 'message', data });
    const header = streamHeader(bytes);
    const headerBytes = length < 126 ? 1 : length < 65_536 ? 3 : 9;
    expect(header).toEqual({ ok: true, value: { isText: false, headerBytes, packetBytes: length } });
    const packet = decodeStreamPacket(bytes);
    expect(packet.ok && packet.value.type === 'message' && Buffer.compare(data, Buffer.from(packet.value.body))).toBe(
      0,
    );
  }
});

test('control packets keep their text', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('open', 'close', 'ping', 'pong', 'upgrade', 'noop'),
      fc.string({ unit: 'grapheme' }),
      async (type, data) => {
        const frame = await encoded({ type, data } as Packet);
        expect(decodeStreamPacket(frame)).toEqual({ ok: true, value: { type, text: data } });
      },
    ),
    { numRuns: 100 },
  );
});

test.each([
  [[], 'empty', 0],
  [[0], 'empty', 1],
  [[126, 0], 'packet-cut', 2],
  [[127, 0, 0, 0], 'packet-cut', 4],
  [[127, 255, 255, 255, 255, 255, 255, 255, 255], 'bad-length', 1],
  [[5, 0x34, 0x61], 'packet-cut', 3],
  [[1, 0x39], 'unknown-engine-type', 1],
  [[5, 0x62, 0xc3, 0xbc, 0x41, 0x41], 'bad-base64', 2],
])('says of %j: %s at %d', (bytes, reason, offset) => {
  expect(decodeStreamPacket(Uint8Array.from(bytes))).toEqual({ ok: false, error: { reason, offset } });
});

test('any bytes are taken', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const result = decodeStreamPacket(bytes);
      if (!result.ok) expect(result.error.offset).toBeLessThanOrEqual(Math.max(bytes.length, 1));
    }),
    { numRuns: 500 },
  );
});
