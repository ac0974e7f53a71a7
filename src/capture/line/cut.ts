import { callInside, inside, objectInside } from './inside.ts';

const DETAILS = { description: 'dropped by a fault' };
const HANDLERS = ['onopen', 'onmessage', 'onerror', 'onclose'];

/** `requests` are aborted, which the server sees at once. No `1` is posted. */
export function cutPolling(transport: object, requests: readonly object[]): void {
  callInside(transport, 'onClose', DETAILS);
  for (const request of requests) if (isUnderWay(request)) callInside(nativeOf(request) ?? {}, 'abort');
}

/**
 * A page cannot end a WebSocket without a close frame: `close` sends one. So it stays open, without a word from here,
 * as if a cable were pulled; only its heartbeat tells the server. Gives what has to be closed one day.
 */
export function cutWebSocket(transport: object): readonly object[] {
  const socket = objectInside(transport, 'ws');
  if (socket) for (const handler of HANDLERS) Reflect.set(socket, handler, null);
  callInside(transport, 'onClose', DETAILS);
  return socket ? [socket] : [];
}

export function hangUp(socket: object): void {
  callInside(socket, 'close');
}

/** `request` is the client's own. */
export function isUnderWay(request: object): boolean {
  const native = nativeOf(request);
  return native !== undefined && inside(native, 'readyState') !== 4;
}

/** The XMLHttpRequest in it. */
function nativeOf(request: object): object | undefined {
  return objectInside(request, '_xhr') ?? objectInside(request, 'xhr');
}
