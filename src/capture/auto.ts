import { lookByPolling } from './auto/by-polling.ts';
import { lookBySocket } from './auto/by-socket.ts';
import { newest, type FoundHow } from './auto/seen.ts';
import type { ConnectOptions } from './connect-options.ts';
import type { Inquiry } from './probes/inquiry.ts';
import { probing, type Recorder } from './recorder.ts';
import { TRANSPORT_NAMES } from './transport-names.ts';

export type { FoundHow };

/**
 * Looks once at the server's first bytes, before anything is connected. It says goodbye to whatever it opened, and
 * never rejects: where nothing is to be seen, the newest generation is what is tried.
 */
export async function findProtocol(
  options: ConnectOptions,
  recorder: Recorder,
  signal: AbortSignal,
): Promise<FoundHow> {
  const farewells: (() => Promise<void> | void)[] = [];
  const onend = (close: () => Promise<void> | void): void => void farewells.push(close);
  const inquiry: Inquiry = { options, recorder: probing(recorder, 'auto'), signal, onend };
  try {
    return await look(inquiry);
  } catch (error) {
    return newest(options, signal.aborted ? 'cancelled' : String(error));
  } finally {
    // The connection does not wait for them.
    for (const farewell of farewells) void Promise.resolve(farewell()).catch(() => undefined);
  }
}

/** By the transports that the connection may use, in its order, until one shows something. */
async function look(inquiry: Inquiry): Promise<FoundHow> {
  const { options } = inquiry;
  let why = 'WebTransport came with Engine.IO 4';
  for (const transport of TRANSPORT_NAMES[options.transports]) {
    if (transport === 'webtransport') break;
    const seen = transport === 'polling' ? await lookByPolling(inquiry) : await lookBySocket(inquiry);
    if (seen.kind === 'found') return seen.found;
    why = `no handshake: ${seen.why}`;
    if (seen.kind === 'hopeless') break;
  }
  return newest(options, why);
}
