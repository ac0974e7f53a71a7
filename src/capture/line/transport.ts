import type { Payload } from '../../wire/wire-event.ts';
import { callInside, inside, objectInside } from './inside.ts';

/** Of an engine or a transport. */
export function isOpen(object: object): boolean {
  return inside(object, 'readyState') === 'open';
}

/** It was made for a session that is there already: for an upgrade. */
export function hasSession(transport: object): boolean {
  const query = objectInside(transport, 'query');
  return query !== undefined && inside(query, 'sid') !== undefined;
}

/** The client goes on as it does when a transport has taken what it was given. */
export function pretendSent(transport: object): void {
  Reflect.set(transport, 'writable', false);
  setTimeout(() => drained(transport), 0);
}

/** A polling transport must not post twice at once: its server would end the session. */
export function whenWritable(transport: object, send: () => void): void {
  if (inside(transport, 'writable') === true || inside(transport, 'name') !== 'polling') send();
  else callInside(transport, 'once', 'drain', () => whenWritable(transport, send));
}

export function sendFrame(transport: object, payload: Payload): void {
  const socket = objectInside(transport, 'ws');
  if (inside(transport, 'name') !== 'polling') return void (socket && callInside(socket, 'send', payload));
  Reflect.set(transport, 'writable', false);
  callInside(transport, 'doWrite', owned(payload), () => drained(transport));
}

/** A buffer of its own: generation 3 would send the whole buffer of a view. */
export function owned(payload: Payload): string | ArrayBuffer {
  return typeof payload === 'string' ? payload : payload.slice().buffer;
}

function drained(transport: object): void {
  Reflect.set(transport, 'writable', true);
  callInside(transport, 'emit', 'drain');
}
