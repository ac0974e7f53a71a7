import type { RoundTrip, RoundTripKind, RoundTripsView } from '../../projections/round-trips-view.ts';
import { formatCount, formatMs } from '../format.ts';

const NAMES: Readonly<Record<RoundTripKind, string>> = {
  handshake: 'handshake GET',
  post: 'polling POST',
  probe: 'probe 2 → 3',
  connect: 'CONNECT 40 → 40',
  ping: 'ping → pong',
  ack: 'ack of further events',
};

const HINTS: Readonly<Record<RoundTripKind, string>> = {
  handshake:
    'From the first request to the answer with the open packet: with the TCP and TLS connection, where it is new, and the server’s handling',
  post: 'From a POST to its “ok”: with the server’s handling of what it carried',
  probe: 'From 2probe to 3probe on the new channel: the purest sample of the way there and back',
  connect: 'From CONNECT to the server’s CONNECT: with its middleware',
  ping: 'From the client’s ping to the server’s pong (Engine.IO 3)',
  ack: 'From an event to its acknowledgement: with the time of the server’s handler',
};

export function roundTripName({ kind, event }: RoundTrip): string {
  return event === undefined ? NAMES[kind] : `ack of ${event}`;
}

/** Of the kind with the most samples: "ack of echo: median 21.3 ms of 14". */
export function mostText(lines: RoundTripsView): string {
  const [most] = lines.toSorted((a, b) => b.count - a.count || a.medianMs - b.medianMs);
  if (!most) return 'none yet';
  const median =
    most.count === 1 ? formatMs(most.lastMs) : `median ${formatMs(most.medianMs)} of ${formatCount(most.count)}`;
  return `${roundTripName(most)}: ${median}`;
}

export function roundTripHint({ kind }: RoundTrip): string {
  return HINTS[kind];
}
