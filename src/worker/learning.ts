import type { ConnectOptions } from '../capture/connect-options.ts';
import type { Recorder } from '../capture/recorder.ts';
import type { Endpoint, Endpoints } from '../storage/endpoints.ts';
import type { ClientEvent } from '../wire/wire-event.ts';

const FAILURES: readonly string[] = ['connect_error', 'disconnect', 'close', 'reconnect_attempt'];

/**
 * The same recorder, that learns from what the client reports: what was decided is remembered once the server was seen
 * to speak it, and forgotten where the connection fails before that, so that the next one looks again.
 */
export function learning(
  recorder: Recorder,
  { url, path, protocol }: ConnectOptions,
  decided: Endpoint,
  endpoints: Endpoints,
): Recorder {
  let outcome: 'none' | 'failed' | 'proven' = 'none';
  const learn = (event: ClientEvent): void => {
    if (proves(event, decided)) {
      outcome = 'proven';
      // What the person has chosen may work on a server that speaks more than that.
      if (protocol === 'auto') void endpoints.remember(url, path, decided);
    } else if (outcome === 'none' && FAILURES.includes(event.event)) {
      outcome = 'failed';
      void endpoints.forget(url, path);
    }
  };
  return {
    ...recorder,
    record(event) {
      if (event.kind === 'client' && outcome !== 'proven') learn(event);
      recorder.record(event);
    },
  };
}

/** Whether the client's report shows that the server speaks what was decided. A refusal is an answer, too. */
function proves({ event, nsp, detail }: ClientEvent, { protocol }: Endpoint): boolean {
  switch (event) {
    case 'connect':
      return true;
    case 'open':
      return protocol === 'eio4' || protocol === 'eio3';
    case 'connect_error':
      return nsp !== undefined && !isOtherGeneration(detail);
    default:
      return false;
  }
}

/** socket.io-client 4's own words for a CONNECT without a payload, as Socket.IO 1 and 2 send it (`socket.ts`, `onpacket`). */
function isOtherGeneration(detail: unknown): boolean {
  if (typeof detail !== 'object' || detail === null || !('message' in detail)) return false;
  return String(detail.message).startsWith('It seems you are trying to reach a Socket.IO server in v2.x');
}
