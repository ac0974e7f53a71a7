import { concatBytes, utf8Length } from '../../../base/bytes.ts';
import type { Emitted } from '../../../protocol/socketio/encode-v5.ts';
import { encodeEvent } from '../../../protocol/socketio/encode-v5.ts';
import type { ParserName, ProtocolName } from '../../../session/header.ts';

/** What decides how an event looks on the wire. */
export type Speech = {
  readonly protocol: ProtocolName;
  readonly parser: ParserName;
  readonly isPolling: boolean;
};

/** As MessagePack, by the client's own encoder. */
export type Pack = (event: Emitted, isCompressed: boolean) => Uint8Array;

/** What will cross, as a WebSocket carries it. By polling, bytes stand as base64 in a body. */
export type Frames = {
  readonly head: string | Uint8Array;
  readonly attachments: readonly Uint8Array[];
  readonly sizeBytes: number;
  /** Of the largest frame, by polling of the largest packet: what a server holds against its limit. */
  readonly largestBytes: number;
};

const MESSAGE = Uint8Array.of(4);

/** Undefined while the encoder of its parser is still on its way. */
export function framesOf(event: Emitted, isCompressed: boolean, speech: Speech, pack?: Pack): Frames | undefined {
  if (speech.parser === 'msgpack') return pack && frames(pack(event, isCompressed), [], speech);
  const { text, attachments } = encodeEvent(event);
  // 4 is the Engine.IO type `message`. Generation 3 writes it before bytes too.
  const bytes = speech.protocol === 'v2' ? attachments.map((each) => concatBytes([MESSAGE, each])) : attachments;
  return frames(`4${text}`, bytes, speech);
}

function frames(head: string | Uint8Array, attachments: readonly Uint8Array[], speech: Speech): Frames {
  const sizes = [head, ...attachments].map((frame) => sizeOf(frame, speech.isPolling));
  const sizeBytes = sizes.reduce((sum, size) => sum + size, 0);
  return { head, attachments, sizeBytes, largestBytes: Math.max(...sizes) };
}

function sizeOf(frame: string | Uint8Array, isPolling: boolean): number {
  if (typeof frame === 'string') return utf8Length(frame);
  // In a body `b` stands before base64.
  return isPolling ? 1 + 4 * Math.ceil(frame.length / 3) : frame.length;
}
