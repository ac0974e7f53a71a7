import { Decoder, Encoder } from 'socket.io-msgpack-parser';
import type { Parser } from './client-v4.ts';

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
