import type { Direction, Via, WireEvent } from '../wire/wire-event.ts';

const KINDS = ['opened', 'frame', 'closed', 'failed', 'request', 'response', 'client', 'user'] as const;
const VIAS = [undefined, 'polling', 'websocket', 'webtransport'] as const;
const RECEIVED = 8;

/** How an entry's payload is kept: none, in the chunk's text, or in its bytes. */
export const NO_PAYLOAD = 0;
export const TEXT = 1;
export const BYTES = 2;
export type PayloadForm = typeof NO_PAYLOAD | typeof TEXT | typeof BYTES;

/** Kind (3 bits), direction of a frame (1), via (2) and payload form (2) of a WireEvent in one byte. */
export function shapeOf(event: WireEvent): number {
  const kind = KINDS.indexOf(event.kind);
  const received = event.kind === 'frame' && event.dir === 'received' ? RECEIVED : 0;
  const via = 'via' in event ? VIAS.indexOf(event.via) : 0;
  const payload = 'payload' in event ? event.payload : undefined;
  const form = payload === undefined ? NO_PAYLOAD : typeof payload === 'string' ? TEXT : BYTES;
  return kind | received | (via << 4) | (form << 6);
}

export function kindIn(shape: number): WireEvent['kind'] {
  return KINDS[shape & 7] ?? 'user';
}

export function frameDirectionIn(shape: number): Direction {
  return (shape & RECEIVED) === 0 ? 'sent' : 'received';
}

export function viaIn(shape: number): Via | undefined {
  return VIAS[(shape >> 4) & 3];
}

export function formIn(shape: number): PayloadForm {
  const form = shape >> 6;
  return form === TEXT ? TEXT : form === BYTES ? BYTES : NO_PAYLOAD;
}
