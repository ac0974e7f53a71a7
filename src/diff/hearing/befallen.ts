import { decodeHandshake } from '../../protocol/engineio/handshake.ts';
import { reasonIn } from '../../session/connection-end.ts';
import type { Packet } from '../../session/entry.ts';
import type { ClientEvent, WireEvent } from '../../wire/wire-event.ts';
import type { Said } from './said.ts';

/** What befalls a connection, and what can be compared of it. */
type Befallen = Pick<Said, 'kind' | 'nsp' | 'direction' | 'name'> & { readonly value: unknown };

/** What a WireEvent says without its packets; undefined for what is not worth a line. */
export function befallenOf(event: WireEvent): Befallen | undefined {
  switch (event.kind) {
    case 'failed':
      return ofWire(`${event.via} failed`, { message: event.message });
    case 'closed':
      return ofWire(`${event.via} closed`, { code: event.code, reason: event.reason });
    case 'response':
      return event.status < 400 ? undefined : ofWire('refused', { status: event.status });
    case 'client':
      return ofClient(event);
    default:
      return undefined;
  }
}

/** What an Engine.IO packet says of the connection, or a message that nobody can read further. */
export function befallenIn(event: WireEvent, { kind, direction, engine, malformed }: Packet): Befallen | undefined {
  if (malformed) return { ...ofWire('malformed', { reason: malformed.reason }), direction };
  if (kind === 'message' && engine?.type === 'message')
    return { kind: 'event', nsp: '', direction, name: 'message', value: [engine.body] };
  if (kind === 'close') return { ...ofWire('close', {}), direction };
  if (kind === 'upgrade') return ofWire('upgrade', { to: 'via' in event ? event.via : '' });
  if (kind !== 'open' || direction !== 'received' || engine?.type !== 'open') return undefined;
  const handshake = decodeHandshake(engine.text);
  if (!handshake.ok) return undefined;
  const { sid: _, ...rest } = handshake.value;
  return ofWire('handshake', rest);
}

function ofWire(name: string, value: object): Befallen {
  return { kind: 'wire', nsp: '', direction: undefined, name, value };
}

function ofClient(event: ClientEvent): Befallen | undefined {
  const said = { kind: 'client', nsp: event.nsp ?? '', direction: undefined, name: event.event } as const;
  switch (event.event) {
    case 'disconnect':
      return { ...said, value: { reason: reasonIn(event) } };
    case 'connect_error':
      return { ...said, value: { message: messageIn(event.detail) } };
    case 'reconnect_attempt':
    case 'reconnect_failed':
    case 'ack_timeout':
      return { ...said, value: {} };
    default:
      return undefined;
  }
}

function messageIn(detail: unknown): string {
  return typeof detail === 'object' && detail !== null && 'message' in detail ? String(detail.message) : '';
}
