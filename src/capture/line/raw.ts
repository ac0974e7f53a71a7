import { fail, ok, type Result } from '../../base/result.ts';
import { ENGINE_PACKET_TYPES } from '../../protocol/engineio/packet.ts';
import type { Payload } from '../../wire/wire-event.ts';
import type { RawMessage } from '../../replay/raw/raw-message.ts';
import { callInside, inside } from './inside.ts';
import { RAW_OPTIONS } from './outgoing-packets.ts';
import { owned, sendFrame, whenWritable } from './transport.ts';

const NO_TYPE = 'An Engine.IO packet begins with its type, 0 to 6: send anything else as a frame.';
const NO_FRAMES = 'WebTransport has no frames of its own: send a packet, or connect over WebSocket or polling.';

/** For the log, where what crossed stands in the next row. */
export function rawDetail({ layer, parts }: RawMessage, via: string): Readonly<Record<string, unknown>> {
  const [first = '', ...attachments] = parts;
  const size = typeof first === 'string' ? { characters: first.length } : { bytes: first.length };
  return { layer, via, ...size, ...(attachments.length > 0 ? { attachments: attachments.length } : {}) };
}

/** `onsend` is called just before it goes out; a packet goes the client's way, a frame past it. */
export function sendRaw(
  engine: object,
  transport: object,
  { layer, parts }: RawMessage,
  onsend: () => void,
): Result<void, string> {
  const [first = ''] = parts;
  if (layer === 'frame') {
    if (inside(transport, 'name') === 'webtransport') return fail(NO_FRAMES);
    whenWritable(transport, () => {
      onsend();
      sendFrame(transport, first);
    });
    return ok(undefined);
  }
  const type = layer === 'socket' ? 'message' : typeOf(first);
  if (type === undefined) return fail(NO_TYPE);
  onsend();
  const payloads = layer === 'socket' ? parts : [String(first).slice(1)];
  for (const payload of payloads) callInside(engine, nameOfSend(engine), type, owned(payload), { ...RAW_OPTIONS });
  return ok(undefined);
}

function typeOf(packet: Payload): string | undefined {
  return typeof packet === 'string' && /^[0-6]/.test(packet) ? ENGINE_PACKET_TYPES[Number(packet[0])] : undefined;
}

/** It takes a type as well; private in generation 4. */
function nameOfSend(engine: object): string {
  return '_sendPacket' in engine ? '_sendPacket' : 'sendPacket';
}
