import type { Payload } from '../../wire/wire-event.ts';

/**
 * What a person sends exactly as typed. `socket`: a Socket.IO packet without the `4` before it, and its attachments.
 * `engine`: an Engine.IO packet, its type's digit first. `frame`: a WebSocket's frame, or the body of a POST.
 */
export type RawMessage = {
  readonly layer: 'socket' | 'engine' | 'frame';
  /** More than one only in `socket`. */
  readonly parts: readonly Payload[];
};
