import { expose } from 'comlink';
import { installTap } from '../capture/tap.ts';
import { openDatabase } from '../storage/database.ts';
import { isFacet } from './facets.ts';
import { openNetwork } from './network.ts';
import { sentenceOf } from './storage-words.ts';
import { Workbench } from './workbench.ts';

installTap(globalThis);

const opening = openWorkbench();

// The page may ask before the database is open; a message that finds no listener would be lost.
expose(
  asking((name) =>
    isFacet(name)
      ? asking((method) => call(async () => (await opening).facets.get(name), method))
      : call(() => opening, name),
  ),
);

/** An object that has whatever is looked for. */
function asking(found: (name: string | symbol) => unknown): object {
  return new Proxy({}, { get: (_, name) => found(name) });
}

function call(load: () => Promise<object>, name: string | symbol): (...args: readonly unknown[]) => Promise<unknown> {
  return async (...args) => {
    const asked = await load();
    const method: unknown = Reflect.get(asked, name);
    return typeof method === 'function' ? Reflect.apply(method, asked, args) : undefined;
  };
}

// A client that trips over what a server sent must not end silently; the rows up to there are in the log.
addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  tell(
    `Something failed in the session worker: ${event.reason instanceof Error ? event.reason.message : String(event.reason)}`,
  );
});
addEventListener('error', (event) => {
  // Or the page would take the worker for dead, which goes on.
  event.preventDefault();
  tell(`Something failed in the session worker: ${event.message}`);
});

async function openWorkbench(): Promise<Workbench> {
  const database = await openDatabase('sockscope', {
    onclosed: () => tell('The browser closed the storage; reload the page to go on saving.'),
  });
  if (!database.ok) throw new Error(sentenceOf(database.error));
  return new Workbench(database.value, openNetwork(database.value));
}

function tell(message: string): void {
  // Without a workbench every call of the page fails and says why; to fail here again would never end.
  void opening.then(
    (workbench) => workbench.problem(message),
    () => undefined,
  );
}
