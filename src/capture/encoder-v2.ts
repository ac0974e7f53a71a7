import type { EncoderV2 } from 'socket.io-client-v2';
import { encodeEvent } from '../protocol/socketio/encode-v5.ts';

// Of Socket.IO protocol 4 (socket.io-parser 3): EVENT and BINARY_EVENT, which read the same in protocol 5.
const EVENT = 2;
const BINARY_EVENT = 5;

/**
 * The official encoder of generation 2 but for events, for the reason given at `LosslessEncoder`, and because it takes
 * a `Uint8Array` among the arguments for an object with numbers as keys (has-binary2 1.0.3).
 */
export function losslessEncoderV2(official: EncoderV2): EncoderV2 {
  return {
    encode(packet, done) {
      const { type, nsp, id, data } = packet;
      if ((type !== EVENT && type !== BINARY_EVENT) || !Array.isArray(data)) return official.encode(packet, done);
      const { text, attachments } = encodeEvent({ nsp, id, args: data });
      // Its engine sends the whole buffer of a view (engine.io-parser 2.2, `encodePacket`).
      done([text, ...attachments.map((bytes) => bytes.slice().buffer)]);
    },
  };
}
