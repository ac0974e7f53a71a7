import { fail, ok, type Result } from '../../base/result.ts';
import { writeCode } from '../../exporters/code/write-code.ts';
import { readPathPattern, type PathPattern } from '../../base/paths/path-pattern.ts';
import type { Bench } from '../bench.ts';
import type { OpenSession } from '../open-session.ts';
import { carriedPaths, carry, originsIn } from './carry.ts';
import { suggestedPaths, withoutChanging } from './changing.ts';
import { EventDesk } from './event-desk.ts';
import { makeScript, type Made } from './make-script.ts';
import type { ScriptAsk, ScriptRemote, WrittenScript } from './script-remote.ts';

/** Makes programs of what was recorded. */
export class ScriptDesk extends EventDesk implements ScriptRemote {
  readonly #bench: Bench;
  /** Of the session in view as it was then: the dialog asks for it in many languages. */
  #made:
    { readonly session: OpenSession; readonly rows: number; readonly conn?: number; readonly made: Made } | undefined;

  constructor(bench: Bench) {
    super(bench.views);
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
