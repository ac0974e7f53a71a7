import { Encoder, type Packet, PacketType } from 'socket.io-parser';
import { encodeEvent } from '../protocol/socketio/encode-v5.ts';

/**
 * The official encoder but for events: it takes binary arguments apart into a copy, and loses keys named `__proto__`
 * there (socket.io-parser 4.2.7, `_deconstructPacket`). What was typed must arrive.
 */
export class LosslessEncoder extends Encoder {
  override encode(packet: Packet): (string | Uint8Array)[] {
    if (packet.type !== PacketType.EVENT || !Array.isArray(packet.data)) return super.encode(packet);
    const { text, attachments } = encodeEvent({ nsp: packet.nsp, id: packet.id, args: packet.data });
    return [text, ...attachments];
  }
}
