import type { Payload } from '../../wire/wire-event.ts';

/** In the order of their numbers on the wire. */
export const ENGINE_PACKET_TYPES = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'] as const;
export type EnginePacketType = (typeof ENGINE_PACKET_TYPES)[number];

export type EnginePacket =
  | { readonly type: 'message'; readonly body: Payload }
  /** `text` is what follows the type: the handshake's JSON, `probe`, mostly nothing. */
  | { readonly type: Exclude<EnginePacketType, 'message'>; readonly text: string };

/** What an `open` packet tells. */
export type Handshake = {
  readonly sid: string;
  readonly upgrades: readonly string[];
  /** Milliseconds. */
  readonly pingInterval: number;
  /** Milliseconds. */
  readonly pingTimeout: number;
  /** Bytes; servers before Engine.IO 6.2 do not tell. */
  readonly maxPayload?: number;
};
