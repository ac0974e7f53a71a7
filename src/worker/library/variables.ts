import type { Capture } from '../../replay/environment.ts';
import type { VariableSource } from '../../replay/template.ts';
import { drawFrom, drawnSource, environmentSource, firstOf, inForce } from '../../replay/variables.ts';
import { Environments } from '../../storage/environments.ts';
import type { Bench } from '../bench.ts';
import { capturedValue } from './captures.ts';
import { environmentInForce } from './environments-in-force.ts';

const counters = new WeakMap<Bench, number>();

/**
 * What names stand for in one message: ask anew for each, or all of them say the same `$uuid` and `$seq`. `names`: those
 * that the message uses; of others no capture is looked for.
 */
export async function variablesOf(bench: Bench, names?: readonly string[]): Promise<VariableSource> {
  const environments = inForce(await new Environments(bench.database).list(), environmentInForce(bench));
  const captures = environments
    .flatMap((environment) => environment.captures)
    .filter(({ name }) => names?.includes(name) !== false);
  const captured = await capturedTexts(bench, captures);
  const draw = drawFrom(crypto.getRandomValues(new Uint8Array(20)), Date.now(), nextSeq(bench));
  return firstOf(
    drawnSource(draw),
    environmentSource(environments, (name) => captured.get(name)),
  );
}

async function capturedTexts(bench: Bench, captures: readonly Capture[]): Promise<ReadonlyMap<string, string>> {
  const session = bench.views.current?.session;
  const texts = new Map<string, string>();
  for (const capture of session ? captures : []) {
    const found = session && !texts.has(capture.name) ? await capturedValue(session, capture) : undefined;
    if (found) texts.set(capture.name, found.value);
  }
  return texts;
}

function nextSeq(bench: Bench): number {
  const seq = (counters.get(bench) ?? 0) + 1;
  counters.set(bench, seq);
  return seq;
}
