import { fail, ok, type Result } from '../../base/result.ts';
import type { CodeFile } from '../../exporters/code/script.ts';
import { fileStem } from '../../exporters/file-name.ts';
import { Catalogue } from '../../projections/catalogue/catalogue.ts';
import type { CatalogueView, EventName, EventShape } from '../../projections/catalogue/catalogue-view.ts';
import { eventMaps } from '../../projections/catalogue/event-maps.ts';
import { catalogueView, eventShape } from '../../projections/catalogue/view.ts';
import type { OpenSession } from '../open-session.ts';
import { pause } from '../pause.ts';
import type { View } from '../view.ts';
import type { EventRemote } from './script-remote.ts';
import { rest } from './rest.ts';

/** How long the page waits for a catalogue that is still being learned. */
const LEARNING_MS = 60;

/** Learns the events of the session in view. */
export class EventDesk implements EventRemote {
  readonly #views: { readonly current: View | undefined };
  readonly #catalogues = new WeakMap<OpenSession, Catalogue>();

  constructor(views: { readonly current: View | undefined }) {
    this.#views = views;
  }

  async catalogue(): Promise<CatalogueView | undefined> {
    const catalogue = this.#catalogue();
    if (!catalogue) return undefined;
    await Promise.race([catalogue.learn(pause), rest(LEARNING_MS)]);
    return catalogueView(catalogue);
  }

  async shapeOf(name: EventName): Promise<EventShape | undefined> {
    const catalogue = this.#catalogue();
    await this.catalogue();
    return catalogue && eventShape(catalogue, name);
  }

  async eventNames(nsp: string, direction: EventName['direction']): Promise<readonly string[]> {
    const known = (await this.catalogue())?.events ?? [];
    return known.filter((event) => event.nsp === nsp && event.direction === direction).map(({ event }) => event);
  }

  async eventMaps(): Promise<Result<CodeFile, string>> {
    const catalogue = this.#catalogue();
    const view = this.#views.current;
    if (!catalogue || !view) return fail('No session is in view.');
    await catalogue.learn(pause);
    if (catalogue.events.size === 0) return fail('No event has crossed yet.');
    const { name } = (view.live?.record ?? view.record).header;
    const fileName = `${fileStem(name)}-events.ts`;
    return ok({ fileName, code: eventMaps(catalogue, name), run: [] });
  }

  #catalogue(): Catalogue | undefined {
    const session = this.#views.current?.session;
    if (!session) return undefined;
    const catalogue = this.#catalogues.get(session) ?? new Catalogue(session);
    this.#catalogues.set(session, catalogue);
    return catalogue;
  }
}
