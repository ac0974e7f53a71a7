import type { ConnectionHeader, SessionHeader } from '../session/header.ts';
import type { SessionRecord } from '../storage/session-record.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { LiveSession } from './live-session.ts';
import type { OpenSession } from './open-session.ts';
import type { Rates } from './rates.ts';
import type { ConnectionState, Progress, SessionState } from './remote.ts';

const NAMES_TOLD = 100;

/** The session that the page looks at. */
export type View = {
  readonly key: string;
  readonly session: OpenSession;
  /** Set while this tab records it. */
  readonly live: LiveSession | undefined;
  readonly diagnosis: Diagnosis;
  readonly rates: Rates;
  record: SessionRecord;
  /** ms since 1970: when it came into view. */
  readonly shownAt: number;
  opening: Progress | undefined;
  isDeleted: boolean;
};

export function sessionState(view: View, generation: number): SessionState {
  const { session, live, record } = view;
  const { matches, list, timeline } = session;
  const recorded = timeline.columns.length;
  const isCounting = matches.examined < recorded;
  const header = live?.record.header ?? record.header;
  return {
    key: view.key,
    name: header.name,
    mode: live ? 'live' : view.opening ? 'opening' : 'saved',
    startedAt: header.startedAt,
    now: live?.now() ?? Math.max(record.lastAtMs, session.log.lastAtMs),
    recovered: record.state === 'recovered',
    deleted: view.isDeleted,
    entries: session.log.length,
    recorded,
    shown: list.count,
    folded: matches.count - list.count,
    generation,
    edition: session.edition,
    notes: session.notes.size,
    filter: session.filter,
    ...(session.range ? { range: session.range } : {}),
    storage: live?.writer.state ?? { state: 'saved', at: 0 },
    connections: live ? liveConnections(live, header) : header.connections.map(savedConnection),
    ...(live ? {} : { read: { at: view.shownAt, entries: record.entries } }),
    ...(live ? { current: live.connections.current, waitingForYou: session.waitingForYou } : {}),
    rates: live ? view.rates.read(performance.now(), timeline.sent, timeline.received) : { sent: 0, received: 0 },
    eventNames: timeline.eventNames.slice(-NAMES_TOLD),
    ...(view.opening ? { opening: view.opening } : {}),
    ...(isCounting ? { filtering: { done: matches.examined, total: recorded } } : {}),
  };
}

function liveConnections({ connections, session }: LiveSession, header: SessionHeader): readonly ConnectionState[] {
  return header.connections.map((connection) => {
    const live = connections.get(connection.id);
    const saved = savedConnection(connection);
    if (!live) return saved;
    const { client, status, isActive, since, why, decision, options } = live;
    const { protocol: _, ...common } = saved;
    const protocol = decision?.protocol ?? (options.protocol === 'auto' ? undefined : options.protocol);
    const maxPayloadBytes = session.maxPayloadOf(connection.id);
    return {
      ...common,
      status,
      isActive,
      since,
      ...(protocol && { protocol }),
      ...(client && { namespaces: client.namespaces }),
      ...(client?.transport !== undefined && { transport: client.transport }),
      ...(client?.recovered !== undefined && { recovered: client.recovered }),
      ...(why !== undefined && { why }),
      ...(client && Object.keys(client.line.faults.on).length > 0 && { faults: client.line.faults.on }),
      ...(maxPayloadBytes !== undefined && { maxPayloadBytes }),
    };
  });
}

function savedConnection({ id, url, path, protocol, parser, relay, namespaces }: ConnectionHeader): ConnectionState {
  return {
    id,
    url,
    path,
    protocol,
    parser,
    relay: relay === true,
    status: 'disconnected',
    isActive: false,
    since: 0,
    namespaces: namespaces.map((nsp) => ({ nsp, isConnected: false, nextAckId: 0 })),
  };
}
