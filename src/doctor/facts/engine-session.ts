import type { Handshake } from '../../protocol/engineio/packet.ts';
import type { Entry } from '../../session/entry.ts';
import type { Via } from '../../wire/wire-event.ts';

/** One Engine.IO session, from its `open` packet to its end. */
export class EngineSession {
  readonly openSeq: number;
  readonly openedAt: number;
  readonly handshake: Handshake;
  /** The transport that carries messages. */
  via: Via;
  /** The stream that carries messages; undefined while polling. */
  chan: number | undefined;
  lastPacketAt: number;
  /** Last ping of the server, or its pong where the client pings. */
  lastBeatSeq: number | undefined;
  /** The largest frame or body that was sent: characters of text, else bytes. */
  largestSize = 0;
  largestSeq: number | undefined;
  /** An EVENT with more attachments than the other side takes. */
  overloaded: Entry | undefined;
  /** A request of it was lost: `Session ID unknown`. */
  isUnknown = false;

  constructor({ seq, event }: Entry, handshake: Handshake) {
    this.openSeq = seq;
    this.openedAt = event.at;
    this.lastPacketAt = event.at;
    this.handshake = handshake;
    this.via = 'via' in event ? event.via : 'polling';
    this.chan = event.kind === 'frame' ? event.chan : undefined;
  }

  sent({ seq, event }: Entry, size: number): void {
    this.lastPacketAt = event.at;
    if (size <= this.largestSize) return;
    this.largestSize = size;
    this.largestSeq = seq;
  }
}
