import { fail, ok, type Result } from '../../base/result.ts';
import type { CodeFile } from '../../exporters/code/script.ts';
import { writeCode } from '../../exporters/code/write-code.ts';
import { fileStem } from '../../exporters/file-name.ts';
import { Catalogue } from '../../projections/catalogue/catalogue.ts';
import type { CatalogueView, EventName, EventShape } from '../../projections/catalogue/catalogue-view.ts';
import { eventMaps } from '../../projections/catalogue/event-maps.ts';
import { catalogueView, eventShape } from '../../projections/catalogue/view.ts';
import { readPathPattern, type PathPattern } from '../../replay/paths/path-pattern.ts';
import type { Bench } from '../bench.ts';
import type { OpenSession } from '../open-session.ts';
import { pause } from '../pause.ts';
import { carriedPaths, carry, originsIn } from './carry.ts';
import { suggestedPaths, withoutChanging } from './changing.ts';
import { makeScript, type Made } from './make-script.ts';
import { rest } from './rest.ts';
import type { ScriptAsk, ScriptRemote, WrittenScript } from './script-remote.ts';

/** How long the page waits for a catalogue that is still being learned. */
const LEARNING_MS = 60;

/** Makes programs of what was recorded, and learns its events. */
export class ScriptDesk implements ScriptRemote {
  readonly #bench: Bench;
  readonly #catalogues = new WeakMap<OpenSession, Catalogue>();
  /** Of the session in view as it was then: the dialog asks for it in many languages. */
  #made:
    { readonly session: OpenSession; readonly rows: number; readonly conn?: number; readonly made: Made } | undefined;

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  async write(ask: ScriptAsk): Promise<Result<WrittenScript, string>> {
    const made = await this.#make(ask);
    if (!made.ok) return made;
    const { script, leftOut, connections, conn, isOfMessages } = made.value;
    const origins = originsIn(script.steps, made.value.remaps);
    const known = made.value.ignored ?? suggestedPaths(script.steps);
    // What is carried on is another value in each run.
    const ignored = ask.ignored ?? [...new Set([...carriedPaths(script.steps, origins), ...known])];
    const patterns = readPatterns(ignored);
    if (!patterns.ok) return patterns;
    const compared = script.steps.map((step) =>
      step.ack ? { ...step, ack: withoutChanging(step.ack, patterns.value) } : step,
    );
    const steps = carry(compared, origins);
    const options = isOfMessages ? { ...ask.options, checksAnswers: false } : ask.options;
    return ok({
      ...writeCode({ ...script, steps }, ask.language, options),
      steps: steps.length,
      leftOut,
      connections,
      conn,
      ignored,
      acks: isOfMessages ? 0 : steps.filter(({ ack }) => ack).length,
      hasGaps: steps.some(({ atMs }) => atMs > 0),
    });
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
    const view = this.#bench.views.current;
    if (!catalogue || !view) return fail('No session is in view.');
    await catalogue.learn(pause);
    if (catalogue.events.size === 0) return fail('No event has crossed yet.');
    const { name } = (view.live?.record ?? view.record).header;
    const fileName = `${fileStem(name)}-events.ts`;
    return ok({ fileName, code: eventMaps(catalogue, name), run: [] });
  }

  async #make({ source, conn }: ScriptAsk): Promise<Result<Made, string>> {
    const known = this.#made;
    const session = this.#bench.views.current?.session;
    const isSame = known?.session === session && known?.rows === session?.timeline.columns.length;
    if (known && isSame && source.kind === 'session' && known.conn === conn) return ok(known.made);
    const made = await makeScript(this.#bench, source, conn);
    if (made.ok && session && source.kind === 'session') {
      const rows = session.timeline.columns.length;
      this.#made = { session, rows, made: made.value, ...(conn === undefined ? {} : { conn }) };
    }
    return made;
  }

  #catalogue(): Catalogue | undefined {
    const session = this.#bench.views.current?.session;
    if (!session) return undefined;
    const catalogue = this.#catalogues.get(session) ?? new Catalogue(session);
    this.#catalogues.set(session, catalogue);
    return catalogue;
  }
}

function readPatterns(paths: readonly string[]): Result<readonly PathPattern[], string> {
  const patterns: PathPattern[] = [];
  for (const path of paths) {
    const pattern = readPathPattern(path);
    if (!pattern.ok) return fail(`${path}: ${pattern.error.message}, at character ${pattern.error.offset + 1}.`);
    patterns.push(pattern.value);
  }
  return ok(patterns);
}
