/** Names that clients of every generation keep for themselves (socket.io-client 4.8 and 2.5, `socket`). */
const RESERVED = new Set(['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener']);

export function isReservedEvent(event: string): boolean {
  return RESERVED.has(event);
}
