import type { ConnectionState } from '../../worker/remote.ts';

/** A length of time as a clock shows it: 0:31, 12:08, 1:02:45. */
export function clockLength(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const tail = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}

/** What follows the status word: transport, since when, why. */
export function statusDetail(connection: ConnectionState, nowMs: number): string {
  const isUp = connection.status === 'connected';
  const parts = [
    isUp ? connection.transport : undefined,
    isUp || connection.status === 'reconnecting' ? clockLength(nowMs - connection.since) : undefined,
    isUp ? missingNamespaces(connection) : connection.why,
    connection.status === 'failed' && connection.isActive ? 'trying again' : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** A connection may be up while the server refused one of its namespaces. */
function missingNamespaces(connection: ConnectionState): string | undefined {
  const missing = connection.namespaces.filter((namespace) => !namespace.isConnected);
  if (missing.length === 0) return connection.why;
  return missing
    .map(({ nsp, refused }) => (refused ? `${nsp} refused: ${refused}` : `${nsp} not connected`))
    .join(' · ');
}
