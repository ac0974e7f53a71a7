import type { Malformed, MalformedReason } from '../malformed.ts';
import { dateIn } from './timestamp.ts';
import { utf8Text } from './utf8.ts';

/** Nobody nests so deeply on purpose, and the stack must not decide. */
const DEEPEST = 500;
/** Of an ext: what notepack.io uses for dates, `undefined` and ArrayBuffers. */
const NOTEPACK = 0;

/**
 * Reads MessagePack (github.com/msgpack/msgpack/blob/master/spec.md) as JSON text. Bytes become placeholders, as
 * socket.io-parser writes them; what JSON has no word for becomes an object with a `$` key. Once a flaw is found,
 * everything else reads as nothing.
 */
export class MsgpackReader {
  at = 0;
  flaw: Malformed | undefined;
  /** What the placeholders stand for, by their `num`. */
  readonly buffers: Uint8Array[] = [];
  isPlain = true;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd(): boolean {
    return this.at >= this.#bytes.length;
  }

  fail(reason: MalformedReason, offset: number): '' {
    this.flaw ??= { reason, offset };
    return '';
  }

  /** How many pairs the map has that starts here; undefined, and nothing read, where none does. */
  mapSize(): number | undefined {
    const first = this.#bytes[this.at] ?? 0;
    if (first !== 0xde && first !== 0xdf && (first < 0x80 || first > 0x8f)) return undefined;
    this.at++;
    if (first === 0xde) return this.#uint(2);
    return first === 0xdf ? this.#uint(4) : first & 0x0f;
  }

  /** JSON of the value that starts here. */
  value(depth = 0): string {
    const start = this.at;
    if (this.flaw) return '';
    if (this.isAtEnd) return this.fail('msgpack-ends', start);
    if (depth > DEEPEST) return this.fail('msgpack-depth', start);
    const size = this.mapSize();
    if (size !== undefined) return this.#map(size, depth);
    const first = this.#uint(1);
    if (first < 0x80) return String(first);
    if (first < 0xa0) return this.#array(first & 0x0f, depth);
    if (first < 0xc0) return this.#text(first & 0x1f);
    if (first > 0xdf) return String(first - 0x100);
    return this.#marked(first, start, depth);
  }

  /** A key is text in JSON, whatever it is here. */
  key(depth = 0): string {
    const key = this.value(depth + 1);
    return key.startsWith('"') ? key : JSON.stringify(key);
  }

  #marked(first: number, start: number, depth: number): string {
    switch (first) {
      case 0xc0:
        return 'null';
      case 0xc2:
        return 'false';
      case 0xc3:
        return 'true';
      case 0xc4:
      case 0xc5:
      case 0xc6:
        return this.#placeholder(this.#uint(1 << (first - 0xc4)));
      case 0xc7:
      case 0xc8:
      case 0xc9:
        return this.#ext(this.#uint(1 << (first - 0xc7)), false);
      case 0xca:
        return this.#has(4) ? this.#float(this.#view.getFloat32(this.at - 4)) : '';
      case 0xcb:
        return this.#has(8) ? this.#float(this.#view.getFloat64(this.at - 8)) : '';
      case 0xcc:
      case 0xcd:
      case 0xce:
        return String(this.#uint(1 << (first - 0xcc)));
      case 0xcf:
        return this.#has(8) ? String(this.#view.getBigUint64(this.at - 8)) : '';
      case 0xd0:
        return this.#has(1) ? String(this.#view.getInt8(this.at - 1)) : '';
      case 0xd1:
        return this.#has(2) ? String(this.#view.getInt16(this.at - 2)) : '';
      case 0xd2:
        return this.#has(4) ? String(this.#view.getInt32(this.at - 4)) : '';
      case 0xd3:
        return this.#has(8) ? String(this.#view.getBigInt64(this.at - 8)) : '';
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return this.#ext(1 << (first - 0xd4), true);
      case 0xd9:
      case 0xda:
      case 0xdb:
        return this.#text(this.#uint(1 << (first - 0xd9)));
      case 0xdc:
      case 0xdd:
        return this.#array(this.#uint(first === 0xdc ? 2 : 4), depth);
      default:
        return this.fail('msgpack', start);
    }
  }

  #map(size: number, depth: number): string {
    const members: string[] = [];
    for (let i = 0; i < size && !this.flaw; i++) members.push(`${this.key(depth)}:${this.value(depth + 1)}`);
    return `{${members.join(',')}}`;
  }

  #array(size: number, depth: number): string {
    const elements: string[] = [];
    for (let i = 0; i < size && !this.flaw; i++) elements.push(this.value(depth + 1));
    return `[${elements.join(',')}]`;
  }

  #text(length: number): string {
    if (!this.#has(length)) return '';
    const start = this.at - length;
    const text = utf8Text(this.#bytes.subarray(start, this.at));
    return text.ok ? JSON.stringify(text.value) : this.fail('msgpack', start + text.error);
  }

  #placeholder(length: number): string {
    if (!this.#has(length)) return '';
    const num = this.buffers.push(this.#bytes.subarray(this.at - length, this.at)) - 1;
    return `{"_placeholder":true,"num":${num}}`;
  }

  #float(value: number): string {
    if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
    return this.#foreign('$number', JSON.stringify(String(value)));
  }

  #ext(length: number, isFixed: boolean): string {
    if (!this.#has(1)) return '';
    const type = this.#view.getInt8(this.at - 1);
    if (type === NOTEPACK && isFixed && length === 1) return this.#has(1) ? this.#foreign('$undefined', 'true') : '';
    // ArrayBuffers in Node: bytes to whoever wrote them.
    if (type === NOTEPACK && !isFixed) return this.#placeholder(length);
    const ms = this.at + length <= this.#bytes.length ? dateIn(this.#view, this.at, length, type) : undefined;
    if (ms === undefined) return this.#foreign('$ext', `${type},"bytes":${this.#placeholder(length)}`);
    this.at += length;
    return this.#foreign('$date', JSON.stringify(new Date(ms).toISOString()));
  }

  #foreign(name: string, json: string): string {
    this.isPlain = false;
    return `{"${name}":${json}}`;
  }

  /** Big-endian, of 1, 2 or 4 bytes. */
  #uint(size: number): number {
    if (!this.#has(size)) return 0;
    let value = 0;
    for (let at = this.at - size; at < this.at; at++) value = value * 0x100 + (this.#bytes[at] ?? 0);
    return value;
  }

  /** Goes over `size` bytes, where there are so many. */
  #has(size: number): boolean {
    if (this.at + size > this.#bytes.length) this.fail('msgpack-ends', this.#bytes.length);
    else if (!this.flaw) {
      this.at += size;
      return true;
    }
    return false;
  }
}
