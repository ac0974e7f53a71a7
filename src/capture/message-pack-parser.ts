import { Decoder, Encoder } from 'socket.io-msgpack-parser';
import type { Emitted } from '../protocol/socketio/encode-v5.ts';
import type { Parser } from './client-v4.ts';

/** Of Socket.IO protocol 5. */
const EVENT = 2;

/** The official encoder, given bytes as the buffers it knows: it takes a view for an object (notepack.io 2.2). */
class BytesEncoder extends Encoder {
  override encode(packet: Readonly<Record<string, unknown>>) {
    return super.encode('data' in packet ? { ...packet, data: withBuffers(packet['data']) } : packet);
  }
}

function withBuffers(value: unknown): unknown {
  if (value instanceof Uint8Array) return value.slice().buffer;
  if (Array.isArray(value)) return value.map((element: unknown) => withBuffers(element));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withBuffers(field)]));
}

export const MESSAGE_PACK_PARSER: Parser = { Encoder: BytesEncoder, Decoder };

/** An EVENT as the client of version 4 says it, from its first byte to its last. */
export function packEvent({ nsp, id, args }: Emitted, isCompressed: boolean): Uint8Array {
  const question = id === undefined ? {} : { id };
  // In the order in which the client sets them (socket.io-client 4.8, `socket.js`, `emit`).
  const packet = { type: EVENT, data: args, options: { compress: isCompressed }, ...question, nsp };
  // Its types say otherwise, but it gives a list, as the client wants it: of a Buffer in Node.
  const [frame]: readonly unknown[] = [new BytesEncoder().encode(packet)].flat();
  return frame instanceof ArrayBuffer || frame instanceof Uint8Array ? new Uint8Array(frame) : new Uint8Array();
}
