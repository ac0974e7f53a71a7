import { concatBytes, utf8Bytes } from '../../base/bytes.ts';

/** What JSON can say, as MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md). */
export function jsonToMessagePack(value: unknown): Uint8Array {
  if (value === null || value === undefined) return Uint8Array.of(0xc0);
  if (typeof value === 'boolean') return Uint8Array.of(value ? 0xc3 : 0xc2);
  if (typeof value === 'number') return numberBytes(value);
  if (typeof value === 'string') return textBytes(value);
  if (Array.isArray(value)) {
    return concatBytes([head(value.length, 0x90, 0xdc, 16), ...value.map((element) => jsonToMessagePack(element))]);
  }
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  const fields = entries.flatMap(([name, field]) => [textBytes(name), jsonToMessagePack(field)]);
  return concatBytes([head(entries.length, 0x80, 0xde, 16), ...fields]);
}

/** Small counts as one byte, everything else as a float64: exact for every number of JSON as JavaScript reads it. */
function numberBytes(value: number): Uint8Array {
  if (Number.isInteger(value) && value >= 0 && value < 0x80) return Uint8Array.of(value);
  const bytes = new Uint8Array(9);
  bytes[0] = 0xcb;
  new DataView(bytes.buffer).setFloat64(1, value);
  return bytes;
}

function textBytes(text: string): Uint8Array {
  const bytes = utf8Bytes(text);
  return concatBytes([head(bytes.length, 0xa0, 0xda, 32), bytes]);
}

/** A length: within the first byte below `limit`, else in two bytes behind `mark16` or four behind the next mark. */
function head(length: number, fixed: number, mark16: number, limit: number): Uint8Array {
  if (length < limit) return Uint8Array.of(fixed | length);
  if (length < 0x10000) return Uint8Array.of(mark16, length >>> 8, length & 0xff);
  return Uint8Array.of(mark16 + 1, length >>> 24, (length >>> 16) & 0xff, (length >>> 8) & 0xff, length & 0xff);
}
