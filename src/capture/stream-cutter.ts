import { concatBytes } from '../base/bytes.ts';
import { streamHeader } from '../protocol/engineio/stream-packet.ts';

const LONGEST_HEADER_BYTES = 9;

/** Cuts what crosses a WebTransport stream, in pieces of any length, into Engine.IO packets with their headers. */
export class StreamCutter {
  #pieces: Uint8Array[] = [];
  #heldBytes = 0;
  /** Of the packet at the front with its header, as far as that can be told yet. */
  #neededBytes = 1;

  /** The packets that `piece` completes. It is copied: its owner may go on using it. */
  push(piece: Uint8Array): readonly Uint8Array[] {
    this.#pieces.push(piece.slice());
    this.#heldBytes += piece.length;
    // A long packet is put together once, and not anew with each of its pieces.
    if (this.#heldBytes < this.#neededBytes) return [];
    const bytes = concatBytes(this.#pieces);
    const packets: Uint8Array[] = [];
    let at = 0;
    let needed = lengthAt(bytes, at);
    while (at + needed <= bytes.length) {
      packets.push(bytes.subarray(at, at + needed));
      at += needed;
      needed = lengthAt(bytes, at);
    }
    this.#pieces = [bytes.subarray(at)];
    this.#heldBytes = bytes.length - at;
    this.#neededBytes = needed;
    return packets;
  }

  /** What has come of a packet that is not complete, if anything; then it starts anew. */
  takeRest(): Uint8Array | undefined {
    const rest = concatBytes(this.#pieces);
    this.#pieces = [];
    this.#heldBytes = 0;
    this.#neededBytes = 1;
    return rest.length > 0 ? rest : undefined;
  }
}

/** How many bytes the packet at `at` has with its header, or must have at least. */
function lengthAt(bytes: Uint8Array, at: number): number {
  const head = bytes.subarray(at, at + LONGEST_HEADER_BYTES);
  const header = streamHeader(head);
  if (header.ok) return header.value.headerBytes + header.value.packetBytes;
  // A length beyond all numbers never comes to an end.
  return header.error.reason === 'bad-length' ? Infinity : head.length + 1;
}
