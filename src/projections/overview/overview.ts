import type { Entry } from '../../session/entry.ts';
import { Protocols } from '../../session/protocols.ts';
import { ConnectionLanes } from './lanes.ts';

/** What the overview's lanes are drawn from: numbers in columns, a few for each entry. */
export class Overview {
  readonly connections: ConnectionLanes[] = [];
  /** Entries of Sockscope's own checks: they are no traffic of the connection, and no lane shows them. */
  own = 0;
  /** Of the newest entry. */
  lastAt = 0;
  readonly #byConn: ConnectionLanes[] = [];
  readonly #serverPings: (entry: Entry) => boolean;

  constructor(protocols = new Protocols()) {
    this.#serverPings = ({ seq, event }) => protocols.of(seq, event).engine.serverPings;
  }

  step(entry: Entry): void {
    const { probe, conn, at } = entry.event;
    this.lastAt = at;
    if (probe !== undefined) this.own++;
    else this.of(conn).step(entry, this.#serverPings);
  }

  of(conn: number): ConnectionLanes {
    const known = this.#byConn[conn];
    if (known) return known;
    const lanes = new ConnectionLanes(conn);
    this.#byConn[conn] = lanes;
    this.connections.push(lanes);
    return lanes;
  }
}
