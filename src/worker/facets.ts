import type { Bench } from './bench.ts';
import type { FacetName, Facets } from './remote.ts';

type Made = { [Name in FacetName]: Promise<Facets[Name]> };
type Loaders = { readonly [Name in FacetName]: (bench: Bench) => Made[Name] };

const LOADERS: Loaders = {
  diff: async (bench) => new (await import('./diff/diff-desk.ts')).DiffDesk(bench),
  files: async (bench) => new (await import('./files/files-desk.ts')).FilesDesk(bench),
  history: async (bench) => new (await import('./history/history-desk.ts')).HistoryDesk(bench),
  previews: async (bench) => new (await import('./files/previews.ts')).Previews(bench),
  library: async (bench) => new (await import('./library/library-desk.ts')).LibraryDesk(bench),
  shelf: async (bench) => new (await import('./shelf/shelf-desk.ts')).ShelfDesk(bench),
  script: async (bench) => new (await import('./script/script-desk.ts')).ScriptDesk(bench),
  speech: async (bench) => new (await import('./speech/speech-desk.ts')).SpeechDesk(bench),
  replays: async (bench) => new (await import('./replays/replay-desk.ts')).ReplayDesk(bench),
};

/** Each facet is made once, when it is first asked. */
export class FacetShelf {
  readonly #bench: Bench;
  readonly #made: Partial<Made> = {};

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  get<Name extends FacetName>(name: Name): Made[Name] {
    const made: Made[Name] = this.#made[name] ?? LOADERS[name](this.#bench);
    this.#made[name] = made;
    return made;
  }
}

export function isFacet(name: string | symbol): name is FacetName {
  return Object.hasOwn(LOADERS, name);
}
