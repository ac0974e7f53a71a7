import type { EngineAddress } from './socketio-address.ts';
import type { Draft } from './draft.ts';
import { engineSessionsOf, type EngineSession } from './engine-sessions.ts';

/** What one client did at one endpoint: its Engine.IO sessions, one after the other. */
export type HarConnection = {
  readonly id: number;
  readonly address: EngineAddress;
  readonly page: string | undefined;
  readonly sessions: EngineSession[];
};

const MOST_CONNECTIONS = 0xffff;

/**
 * A new session of an endpoint is the same connection come back where another one had ended; where none had, it is a
 * connection of its own. Of several that had ended it is the one that ended last.
 */
export function connectionsOf(drafts: readonly Draft[], tellsClosings: boolean): readonly HarConnection[] {
  const connections: HarConnection[] = [];
  const all = engineSessionsOf(drafts, tellsClosings);
  for (const session of all.filter(({ isOwnCheck }) => !isOwnCheck)) {
    const [first] = session.drafts;
    if (!first) continue;
    const ended = connections
      .filter((other) => isSameEndpoint(other, first) && endOf(other) <= session.at)
      .sort((a, b) => endOf(b) - endOf(a));
    const [before] = ended;
    if (before) before.sessions.push(session);
    else addConnection(connections, first, session);
  }
  for (const session of all.filter(({ isOwnCheck }) => isOwnCheck)) addCheck(connections, session);
  return connections;
}

/** To the connection that it was made for, which began after it; where that never began, it is all there is of it. */
function addCheck(connections: HarConnection[], session: EngineSession): void {
  const [first] = session.drafts;
  if (!first) return;
  const alike = connections.filter((other) => isSameEndpoint(other, first));
  const next = alike.find(({ sessions }) => (sessions[0]?.at ?? 0) >= session.at) ?? alike.at(-1);
  if (next) next.sessions.push(session);
  else addConnection(connections, first, session);
}

function addConnection(connections: HarConnection[], { address, page }: Draft, session: EngineSession): void {
  if (connections.length < MOST_CONNECTIONS)
    connections.push({ id: connections.length + 1, address, page, sessions: [session] });
  else connections.at(-1)?.sessions.push(session);
}

function isSameEndpoint({ address, page }: HarConnection, { address: other, page: otherPage }: Draft): boolean {
  const isSame = address.origin === other.origin && address.path === other.path && address.version === other.version;
  return isSame && page === otherPage;
}

function endOf({ sessions }: HarConnection): number {
  return sessions.at(-1)?.aliveAt ?? 0;
}
