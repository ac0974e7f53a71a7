/** Where the relay of this machine listens, and what it asks of whoever wants to use it. */
export type RelayAccess = {
  /** Origin, e.g. `http://127.0.0.1:4175`. */
  readonly url: string;
  /** Created at each start of the relay; goes in a header or a subprotocol, never in a URL, and is never recorded. */
  readonly token: string;
};

/** A way through the relay to one server. */
export type RelayRoute = RelayAccess & {
  /** The number that the relay gave to it. */
  readonly route: number;
};

/** On every HTTP request to the relay. */
export const RELAY_HEADER = 'X-Sockscope-Relay';

/** On a redirect that comes through the relay: where it leads. The browser does not follow it, lest the token go there. */
export const RELAYED_LOCATION = 'X-Sockscope-Location';

/** On every WebSocket to the relay, which cannot have headers. */
export function relaySubprotocol({ token }: RelayAccess): string {
  return `sockscope-relay.${token}`;
}
