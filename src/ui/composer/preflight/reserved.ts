import type { ProtocolName } from '../../../session/header.ts';

/** socket.io-client 4.8, `RESERVED_EVENTS`: it throws on them. */
const RESERVED_V4 = ['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'];

/** socket.io-client 2.5, `socket.js`, `events`: it would say them to its own listeners, and not to the server. */
const RESERVED_V2 = [
  'connect',
  'connect_error',
  'connect_timeout',
  'connecting',
  'disconnect',
  'error',
  'reconnect',
  'reconnect_attempt',
  'reconnect_failed',
  'reconnect_error',
  'reconnecting',
  'ping',
  'pong',
];

export function isReserved(event: string, protocol: ProtocolName): boolean {
  return (protocol === 'v2' ? RESERVED_V2 : RESERVED_V4).includes(event);
}
