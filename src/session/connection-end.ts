import type { ClientEvent } from '../wire/wire-event.ts';

/** With these the client reports that one namespace is over; the connection may go on for the others. */
const NAMESPACE_REASONS: readonly string[] = ['io client disconnect', 'io server disconnect'];

/** Whether the client reports that its Engine.IO session is over. */
export function endsConnection(event: ClientEvent): boolean {
  if (event.event === 'close') return true;
  return event.event === 'disconnect' && !NAMESPACE_REASONS.includes(reasonIn(event));
}

/** Of a `close` or `disconnect`. */
export function reasonIn({ detail }: ClientEvent): string {
  if (typeof detail === 'object' && detail !== null && 'reason' in detail) return String(detail.reason);
  return 'disconnected';
}
