/** Where the lifelines stand, in px from the left. */
export type Places = {
  readonly widthPx: number;
  readonly clientPx: number;
  /** By connection, in the order of the lifelines. */
  readonly servers: ReadonlyMap<number, number>;
};

export const STEP_PX = 34;
/** Height at which a step's arrow lies. */
export const ARROW_PX = 25;
/** Right of the last lifeline: room for the bars of its exchanges. */
const RIGHT_PX = 40;
/** Before the client's lifeline: the times, the brackets of acknowledgements, the bars of its channels. */
const CLIENT_PX = 104;

/** One client on the left, and a server for each connection: arrows to the farther ones cross the nearer ones. */
export function placesOf(conns: readonly number[], widthPx: number): Places {
  const room = Math.max(120, widthPx - CLIENT_PX - RIGHT_PX);
  const servers = new Map(
    conns.map((conn, i) => [conn, Math.round(CLIENT_PX + (room * (i + 1)) / Math.max(1, conns.length))]),
  );
  return { widthPx, clientPx: CLIENT_PX, servers };
}

/** A connection without a lifeline of its own is drawn at the last one. */
export function serverPx({ servers, widthPx }: Places, conn: number): number {
  return servers.get(conn) ?? [...servers.values()].at(-1) ?? widthPx - RIGHT_PX;
}
