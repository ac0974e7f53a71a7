import { wrap } from 'comlink';
import type { RemoteWorker } from './remote.ts';

/** Starts the session worker. `onfailed` hears of a worker that could not be loaded or that died of a bug. */
export function linkWorker(onfailed: (message: string) => void): RemoteWorker {
  const worker = new Worker(new URL('./main.ts', import.meta.url), { type: 'module' });
  // A script that cannot be loaded gives an event without a message.
  worker.onerror = (event) => onfailed(event.message || 'its program could not be loaded');
  return wrap<RemoteWorker>(worker);
}
