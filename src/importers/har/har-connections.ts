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
  for (const session of engineSessionsOf(drafts, tellsClosings)) {
    const [first] = session.drafts;
    if (!first) continue;
    const { address, page } = first;
    const ended = connections
      .filter((other) => isSameEndpoint(other, first) && endOf(other) <= session.at)
      .sort((a, b) => endOf(b) - endOf(a));
    const [before] = ended;
    if (before) before.sessions.push(session);
    else if (connections.length < MOST_CONNECTIONS) {
      connections.push({ id: connections.length + 1, address, page, sessions: [session] });
    } else connections.at(-1)?.sessions.push(session);
  }
  return connections;
}

function isSameEndpoint({ address, page }: HarConnection, { address: other, page: otherPage }: Draft): boolean {
  const isSame = address.origin === other.origin && address.path === other.path && address.version === other.version;
  return isSame && page === otherPage;
}

function endOf({ sessions }: HarConnection): number {
  return sessions.at(-1)?.aliveAt ?? 0;
}
