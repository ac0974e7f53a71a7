import type { ConnectOptions } from '../capture/connect-options.ts';
import type { Recorder } from '../capture/recorder.ts';
import type { Endpoint } from '../storage/endpoints.ts';
import type { Surroundings } from './surroundings.ts';

/** What a connection speaks, and a short phrase for its row: how that is known. */
export type Decision = Endpoint & { readonly how: string };

/** As chosen, else as it was the last time, else as the server's first bytes say. Never rejects. */
export async function decide(
  options: ConnectOptions,
  recorder: Recorder,
  { endpoints, findProtocol }: Pick<Surroundings, 'endpoints' | 'findProtocol'>,
  signal: AbortSignal,
): Promise<Decision> {
  const { protocol, parser, url, path } = options;
  // Only Socket.IO 3 and 4 are known to be run with another parser; elsewhere there is nothing to find out.
  const ofChosen = parser !== 'auto' ? parser : protocol === 'v4' ? undefined : 'default';
  if (protocol !== 'auto' && ofChosen) return { protocol, parser: ofChosen, how: 'chosen' };
  const known = await endpoints.recall(url, path);
  if (known && suits(known, options)) return { ...known, how: 'as it was the last time' };
  const found = await findProtocol(options, recorder, signal);
  if (protocol === 'auto' || found.protocol === protocol) return found;
  return { protocol, parser: 'default', how: 'chosen' };
}

function suits(known: Endpoint, { protocol, parser }: ConnectOptions): boolean {
  return (protocol === 'auto' || protocol === known.protocol) && (parser === 'auto' || parser === known.parser);
}
