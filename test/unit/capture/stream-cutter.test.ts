import { createPacketEncoderStream, type Packet } from 'engine.io-parser';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StreamCutter } from '../../../src/capture/stream-cutter.ts';

/** What the official client writes into a stream, one array a packet. */
async function encoded(packets: readonly Packet[]): Promise<readonly Uint8Array[]> {
  const stream = createPacketEncoderStream() as TransformStream<Packet, Uint8Array>;
  const writer = stream.writable.getWriter();
  const written = (async () => {
    for (const packet of packets) await writer.write(packet);
    await writer.close();
  })();
  const pieces: Uint8Array[] = [];
  const reader = stream.readable.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) pieces.push(read.value.slice());
  await written;
  // It writes a header and what belongs to it one after the other.
  return packets
    .map((_, i) => Buffer.concat([pieces[2 * i]!, pieces[2 * i + 1]!]))
    .map((bytes) => new Uint8Array(bytes));
}

const packet: fc.Arbitrary<Packet> = fc.oneof(
  fc.record({ type: fc.constant('message' as const), data: fc.string() }),
  fc.record({ type: fc.constant('message' as const), data: fc.uint8Array({ maxLength: 300 }) }),
  fc.constantFrom<Packet>({ type: 'ping' }, { type: 'pong', data: 'probe' }, { type: 'upgrade' }),
);

function inPieces(bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((place, i) => bytes.subarray(places[i], place));
}

describe('a WebTransport stream', () => {
  it('is cut into the packets that the official client wrote, wherever it comes apart', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(packet), fc.array(fc.nat()), async (packets, cuts) => {
        const expected = await encoded(packets);
        const cutter = new StreamCutter();
        const pieces = inPieces(new Uint8Array(Buffer.concat(expected)), cuts);
        expect(pieces.flatMap((piece) => cutter.push(piece))).toEqual(expected);
        expect(cutter.takeRest()).toBeUndefined();
      }),
    );
  });

  it.each([100, 200, 70_000])('keeps a packet of %i bytes whole', async (length) => {
    const expected = await encoded([{ type: 'message', data: 'x'.repeat(length) }]);
    const cutter = new StreamCutter();
    const cuts = Array.from({ length: 20 }, (_, i) => i + Math.floor((i * length) / 20));
    const cut = inPieces(expected[0]!, cuts).flatMap((piece) => cutter.push(piece));
    expect(cut.map((bytes) => Buffer.from(bytes).equals(expected[0]!))).toEqual([true]);
  });

  it('gives out a packet that never became whole when it ends, and starts anew', () => {
    const cutter = new StreamCutter();
    expect(cutter.push(Uint8Array.of(3, 0x34))).toEqual([]);
    expect(cutter.takeRest()).toEqual(Uint8Array.of(3, 0x34));
    expect(cutter.push(Uint8Array.of(1, 0x36))).toEqual([Uint8Array.of(1, 0x36)]);
  });

  it('holds back what follows a length beyond all numbers', () => {
    const cutter = new StreamCutter();
    const bytes = Uint8Array.of(0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 0x36);
    expect(cutter.push(bytes)).toEqual([]);
    expect(cutter.takeRest()).toEqual(bytes);
  });

  it('does not mind what becomes of the pieces that it was given', () => {
    const cutter = new StreamCutter();
    const piece = Uint8Array.of(2, 0x34);
    cutter.push(piece);
    piece.fill(0);
    expect(cutter.push(Uint8Array.of(0x61))).toEqual([Uint8Array.of(2, 0x34, 0x61)]);
  });
});
