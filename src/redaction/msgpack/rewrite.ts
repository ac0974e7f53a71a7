import { concatBytes, utf8Bytes } from '../../base/bytes.ts';
import type { Path, PathStep } from '../../base/paths/path.ts';
import { append, applied, secretsIn, type Edit } from '../edits.ts';
import { roleOf } from '../json-walk.ts';
import type { KeyClass } from '../key-names.ts';
import type { Scrubber } from '../scrubber.ts';
import type { Secret } from '../secrets.ts';
import { binHeader, extHeader, packNumber, strHeader } from './pack.ts';

export type RewrittenPacket = { readonly bytes: Uint8Array; readonly secrets: readonly Secret[] };

/** A packet, what a client presents itself with in one, or any other value. */
type Form = 'packet' | 'credentials' | 'value';

/** Valid MessagePack without its secrets: all other values keep their bytes. */
export function rewriteMsgpack(bytes: Uint8Array, scrubber: Scrubber, form: Form): RewrittenPacket {
  return new Packed(bytes, scrubber, form).rewritten();
}

const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

class Packed {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #scrubber: Scrubber;
  readonly #form: Form;
  readonly #steps: PathStep[] = [];
  readonly #pieces: Uint8Array[] = [];
  readonly #secrets: Secret[] = [];
  #isInKey = false;
  /** The text that was read last. */
  #latest = '';
  #at = 0;
  #copied = 0;

  constructor(bytes: Uint8Array, scrubber: Scrubber, form: Form) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#scrubber = scrubber;
    this.#form = form;
  }

  /** Below a packet's `data`; nowhere while a key is read, which no rule speaks of. */
  get path(): Path {
    return this.#isInKey ? [] : this.#form === 'value' ? this.#steps : this.#steps.slice(1);
  }

  rewritten(): RewrittenPacket {
    this.#value('none');
    if (this.#secrets.length === 0) return { bytes: this.#bytes, secrets: [] };
    return { bytes: concatBytes([...this.#pieces, this.#bytes.subarray(this.#copied)]), secrets: this.#secrets };
  }

  #value(keyClass: KeyClass): void {
    const start = this.#at;
    const first = this.#uint(1);
    if (first < 0x80 || first > 0xdf) this.#number(start, String(first < 0x80 ? first : first - 0x100), keyClass);
    else if (first < 0x90) this.#map(first & 0x0f, keyClass);
    else if (first < 0xa0) this.#array(first & 0x0f, keyClass);
    else if (first < 0xc0) this.#text(start, first & 0x1f, keyClass);
    else this.#marked(first, start, keyClass);
  }

  #marked(first: number, start: number, keyClass: KeyClass): void {
    if (first >= 0xc4 && first <= 0xc6) this.#bin(start, this.#uint(1 << (first - 0xc4)));
    else if (first >= 0xc7 && first <= 0xc9) this.#ext(start, this.#uint(1 << (first - 0xc7)));
    else if (first >= 0xca && first <= 0xd3) this.#number(start, this.#wideNumber(first), keyClass);
    else if (first >= 0xd4 && first <= 0xd8) this.#at += 1 + (1 << (first - 0xd4));
    else if (first >= 0xd9 && first <= 0xdb) this.#text(start, this.#uint(1 << (first - 0xd9)), keyClass);
    else if (first === 0xdc || first === 0xdd) this.#array(this.#uint(first === 0xdc ? 2 : 4), keyClass);
    else if (first === 0xde || first === 0xdf) this.#map(this.#uint(first === 0xde ? 2 : 4), keyClass);
  }

  #wideNumber(first: number): string {
    const at = this.#at;
    const size = first === 0xca ? 4 : first === 0xcb ? 8 : 1 << ((first - 0xcc) & 3);
    this.#at += size;
    switch (first) {
      case 0xca:
        return String(this.#view.getFloat32(at));
      case 0xcb:
        return String(this.#view.getFloat64(at));
      case 0xd0:
        return String(this.#view.getInt8(at));
      case 0xd1:
        return String(this.#view.getInt16(at));
      case 0xd2:
        return String(this.#view.getInt32(at));
      case 0xd3:
        return String(this.#view.getBigInt64(at));
      case 0xcf:
        return String(this.#view.getBigUint64(at));
      default:
        this.#at = at;
        return String(this.#uint(size));
    }
  }

  #map(size: number, inherited: KeyClass): void {
    let named: KeyClass = 'none';
    for (let i = 0; i < size && this.#at < this.#bytes.length; i++) {
      const isPacket = this.#steps.length === 0 && this.#form !== 'value';
      const key = this.#key();
      this.#steps.push(key);
      // Type and acknowledgement id are the protocol's own.
      if (isPacket && (key === 'type' || key === 'id')) this.#skipNumber();
      else if (isPacket) this.#value(key === 'data' && this.#form === 'credentials' ? 'token' : 'none');
      else {
        const own = this.#scrubber.classOf(key, inherited);
        const role = roleOf(key);
        this.#latest = '';
        this.#value(role === 'value' && own === 'none' ? named : own);
        if (role === 'name') named = this.#scrubber.classOf(this.#latest, 'none');
      }
      this.#steps.pop();
    }
  }

  #key(): string {
    const start = this.#at;
    this.#isInKey = true;
    this.#value('none');
    this.#isInKey = false;
    const headerBytes = strHeaderBytes(this.#bytes[start] ?? 0);
    return headerBytes === 0 ? '' : lenient.decode(this.#bytes.subarray(start + headerBytes, this.#at));
  }

  #skipNumber(): void {
    const first = this.#uint(1);
    if (first >= 0xca && first <= 0xd3) this.#wideNumber(first);
  }

  #array(size: number, inherited: KeyClass): void {
    for (let i = 0; i < size && this.#at < this.#bytes.length; i++) {
      this.#steps.push(i);
      this.#value(inherited);
      this.#steps.pop();
    }
  }

  #text(start: number, length: number, keyClass: KeyClass): void {
    const text = lenient.decode(this.#bytes.subarray(this.#at, this.#at + length));
    this.#at += length;
    this.#latest = text;
    const edits = this.#scrubber.leaf(text, keyClass, this);
    if (edits.length === 0) return;
    const body = utf8Bytes(applied(text, edits));
    this.#replace(start, [strHeader(body.length), body], secretsIn(edits));
  }

  #number(start: number, raw: string, keyClass: KeyClass): void {
    const edits: readonly Edit[] = this.#scrubber.numberLeaf(raw, keyClass, this);
    if (edits.length > 0) this.#replace(start, [packNumber(applied(raw, edits))], secretsIn(edits));
  }

  #bin(start: number, length: number): void {
    const { bytes, secrets } = this.#scrubber.bytesLeaf(this.#bytes.subarray(this.#at, this.#at + length), this);
    this.#at += length;
    if (secrets.length > 0) this.#replace(start, [binHeader(bytes.length), bytes], secrets);
  }

  #ext(start: number, length: number): void {
    const type = this.#uint(1);
    const { bytes, secrets } = this.#scrubber.bytesLeaf(this.#bytes.subarray(this.#at, this.#at + length), this);
    this.#at += length;
    if (secrets.length > 0) this.#replace(start, [extHeader(bytes.length, type), bytes], secrets);
  }

  #replace(start: number, pieces: readonly Uint8Array[], secrets: readonly Secret[]): void {
    this.#pieces.push(this.#bytes.subarray(this.#copied, start), ...pieces);
    append(this.#secrets, secrets);
    this.#copied = this.#at;
  }

  /** Big-endian. */
  #uint(size: number): number {
    let value = 0;
    for (const end = this.#at + size; this.#at < end; this.#at++) value = value * 0x100 + (this.#bytes[this.#at] ?? 0);
    return value;
  }
}

/** 0 for what starts no text. */
function strHeaderBytes(first: number): number {
  if (first >= 0xa0 && first < 0xc0) return 1;
  return first >= 0xd9 && first <= 0xdb ? 1 + (1 << (first - 0xd9)) : 0;
}
