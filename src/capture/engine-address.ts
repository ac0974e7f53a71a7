import { relayPrefix } from '../wire/relay-url.ts';
import type { ConnectOptions } from './connect-options.ts';
import type { RelayRoute } from './relay-access.ts';

export type EngineAddress = {
  readonly origin: string;
  /** Starts and ends with `/`. */
  readonly path: string;
};

/** Where a client has to go: to the server itself, or to the relay that leads there. */
export function engineAddress(
  { url, path }: Pick<ConnectOptions, 'url' | 'path'>,
  relay: RelayRoute | undefined,
): EngineAddress {
  return relay ? { origin: relay.url, path: relayPrefix(relay.route, url) + path } : { origin: url, path };
}
