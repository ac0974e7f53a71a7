import { wrap, type ProxyMarked } from 'comlink';
import type { FacetName, Facets, RemoteWorker } from './remote.ts';

/** To Comlink an object within an object is a value to be copied, unless it is marked. */
type Linked = Omit<RemoteWorker, FacetName> & { readonly [Name in FacetName]: Facets[Name] & ProxyMarked };

/** Starts the session worker. `onfailed` hears of a worker that could not be loaded or that died of a bug. */
export function linkWorker(onfailed: (message: string) => void): RemoteWorker {
  const worker = new Worker(new URL('./main.ts', import.meta.url), { type: 'module' });
  // A script that cannot be loaded gives an event without a message.
  worker.onerror = (event) => onfailed(event.message || 'its program could not be loaded');
  return wrap<Linked>(worker);
}
