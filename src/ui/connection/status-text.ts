import type { ParserName, ProtocolName } from '../../session/header.ts';
import type { ConnectionState } from '../../worker/remote.ts';

const PROTOCOL_WORDS: Readonly<Record<ProtocolName, string>> = {
  v4: 'Socket.IO v3/v4',
  v2: 'Socket.IO v1/v2',
  eio4: 'Engine.IO v4',
  eio3: 'Engine.IO v3',
};

/** "Socket.IO v3/v4 · MessagePack". */
export function protocolWords(protocol: ProtocolName, parser: ParserName): string {
  return parser === 'msgpack' ? `${PROTOCOL_WORDS[protocol]} · MessagePack` : PROTOCOL_WORDS[protocol];
}

/** A length of time as a clock shows it: 0:31, 12:08, 1:02:45. */
export function clockLength(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const tail = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}

/** What follows the status word; `cause` is what the doctor made of a failure, which says more than the client can. */
export function statusDetail(connection: ConnectionState, nowMs: number, cause?: string): string {
  const { status, protocol, parser, relay, recovered } = connection;
  const isUp = status === 'connected';
  const parts = [
    isUp ? connection.transport : undefined,
    isUp || status === 'reconnecting' ? clockLength(nowMs - connection.since) : undefined,
    faultsOn(connection),
    isUp ? missingNamespaces(connection) : ((status === 'failed' ? cause : undefined) ?? connection.why),
    status === 'failed' && connection.isActive ? 'trying again' : undefined,
    status === 'connecting' && protocol === undefined ? 'finding out the protocol' : undefined,
    isUp && protocol !== undefined ? protocolWords(protocol, parser) : undefined,
    connection.isActive && relay ? 'through the relay' : undefined,
    isUp && recovered ? 'state recovered' : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** That it behaves oddly is the person's own doing. */
function faultsOn({ faults = {} }: ConnectionState): string | undefined {
  const count = Object.keys(faults).length;
  return count === 0 ? undefined : `${count} ${count === 1 ? 'fault' : 'faults'} on`;
}

/** A connection may be up while the server refused one of its namespaces. */
function missingNamespaces(connection: ConnectionState): string | undefined {
  const missing = connection.namespaces.filter((namespace) => !namespace.isConnected);
  if (missing.length === 0) return connection.why;
  return missing
    .map(({ nsp, refused }) => (refused ? `${nsp} refused: ${refused}` : `${nsp} not connected`))
    .join(' · ');
}
