import { utf8Length } from '../../base/bytes.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { decodePart } from './decode-v4.ts';
import type { Malformed } from '../malformed.ts';
import type { EnginePacket } from './packet.ts';

const BINARY = 0x80;
const LENGTH_IN_16_BITS = 126;
const LENGTH_IN_64_BITS = 127;

/** What stands before a packet in a WebTransport stream: 1, 3 or 9 bytes. */
export type StreamHeader = { readonly isText: boolean; readonly headerBytes: number; readonly packetBytes: number };

/** Of the header before a packet, where both together take `bytes`. */
export function headerBytesOf(bytes: number): number {
  if (bytes <= LENGTH_IN_16_BITS) return 1;
  return bytes < 3 + 0x1_0000 ? 3 : 9;
}

const utf8 = new TextDecoder();

/** As in engine.io-parser 5: the first bit says whether bytes follow, the rest is a length as in a WebSocket's frame. */
export function streamHeader(bytes: Uint8Array): Result<StreamHeader, Malformed> {
  const first = bytes[0];
  if (first === undefined) return fail({ reason: 'empty', offset: 0 });
  const isText = (first & BINARY) === 0;
  const short = first & ~BINARY;
  if (short < LENGTH_IN_16_BITS) return ok({ isText, headerBytes: 1, packetBytes: short });
  const headerBytes = short === LENGTH_IN_64_BITS ? 9 : 3;
  if (bytes.length < headerBytes) return fail({ reason: 'packet-cut', offset: bytes.length });
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const packetBytes = headerBytes === 3 ? view.getUint16(1) : Number(view.getBigUint64(1));
  return packetBytes > Number.MAX_SAFE_INTEGER
    ? fail({ reason: 'bad-length', offset: 1 })
    : ok({ isText, headerBytes, packetBytes });
}

/** One packet of a WebTransport stream with its header. The last one of a stream may be cut. */
export function decodeStreamPacket(bytes: Uint8Array): Result<EnginePacket, Malformed> {
  const header = streamHeader(bytes);
  if (!header.ok) return header;
  const { isText, headerBytes, packetBytes } = header.value;
  if (packetBytes === 0) return fail({ reason: 'empty', offset: headerBytes });
  if (bytes.length < headerBytes + packetBytes) return fail({ reason: 'packet-cut', offset: bytes.length });
  const packet = bytes.subarray(headerBytes, headerBytes + packetBytes);
  if (!isText) return ok({ type: 'message', body: packet });
  const text = utf8.decode(packet);
  const decoded = decodePart(text);
  if (decoded.ok) return decoded;
  const { reason, offset } = decoded.error;
  return fail({ reason, offset: headerBytes + utf8Length(text.slice(0, offset)) });
}
