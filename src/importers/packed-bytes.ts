import { concatBytes } from '../base/bytes.ts';
import type { Bytes, Pieces } from './byte-source.ts';

/** How a gzip member begins (RFC 1952, section 2.3.1). */
const MEMBER = [0x1f, 0x8b, 0x08] as const;
const SIZE_BYTES = 4;

/** The bytes of a compressed file in slices, none of which has the beginning of a member but at its own beginning. */
export class PackedBytes {
  readonly #pieces: Pieces;
  readonly #most: number;
  #rest: Bytes = new Uint8Array(0);
  #slice: Bytes | undefined;
  #last: Bytes = new Uint8Array(0);
  #isRead = false;
  /** Bytes that were taken. */
  taken = 0;

  /** `most`: bytes of a slice. */
  constructor(pieces: Pieces, most: number) {
    this.#pieces = pieces;
    this.#most = most;
  }

  /** The next slice, until it is taken. Undefined at the end. */
  async next(): Promise<Bytes | undefined> {
    return (this.#slice ??= await this.#cut());
  }

  take(): void {
    if (!this.#slice) return;
    this.taken += this.#slice.length;
    this.#last = concatBytes([this.#last, this.#slice.subarray(-SIZE_BYTES)]).slice(-SIZE_BYTES);
    this.#slice = undefined;
  }

  /** What the last bytes that were taken say of the size of a member that ends with them, modulo 2^32. */
  get lastSize(): number {
    if (this.#last.length < SIZE_BYTES) return -1;
    return new DataView(this.#last.buffer, this.#last.byteOffset).getUint32(0, true);
  }

  close(): Promise<unknown> {
    return this.#pieces.return();
  }

  async #cut(): Promise<Bytes | undefined> {
    // One more byte than a beginning has, so that none is cut in two.
    while (!this.#isRead && this.#rest.length <= MEMBER.length) await this.#more();
    if (this.#rest.length === 0) return undefined;
    const held = this.#isRead ? 0 : MEMBER.length - 1;
    const end = Math.min(this.#most, this.#rest.length - held);
    const member = memberIn(this.#rest, end);
    const slice = this.#rest.subarray(0, member);
    this.#rest = this.#rest.subarray(member);
    return slice;
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#pieces.next();
    if (done) this.#isRead = true;
    else this.#rest = this.#rest.length === 0 ? value : concatBytes([this.#rest, value]);
  }
}

export function startsMember(bytes: Uint8Array, at = 0): boolean {
  return MEMBER.every((byte, i) => bytes[at + i] === byte);
}

/** Where a member begins behind the first byte; `end` where none does before it. */
function memberIn(bytes: Uint8Array, end: number): number {
  for (let at = bytes.indexOf(MEMBER[0], 1); at >= 0 && at < end; at = bytes.indexOf(MEMBER[0], at + 1))
    if (startsMember(bytes, at)) return at;
  return end;
}
