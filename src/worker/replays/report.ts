import type { PlayerStatus } from '../../capture/player/player.ts';
import type { Verdict } from '../../replay/compare/ledger.ts';
import type { Bench } from '../bench.ts';
import { pause } from '../pause.ts';
import type { ReplayStep, StepComparison } from './replay-remote.ts';
import type { Replay } from './replay.ts';

/** Of more steps that are not equal the session keeps the number alone, and of more text of them nothing. */
const MOST_STEPS = 200;
const MOST_CHARACTERS = 60_000;
const AT_ONCE = 200;
const TOLD: ReadonlySet<Verdict> = new Set(['differs', 'missing', 'extra']);

/** What a session keeps of a replay's comparison: the sums, and the steps that are not equal, as far as they fit. */
export async function resultOf({ run, replay, status }: { run: number; replay: Replay; status: PlayerStatus }) {
  const { source, settings, judge, lines } = replay;
  const { counts, source: from } = replay.state();
  const steps: unknown[] = [];
  let characters = 0;
  let left = 0;
  for (let index = 0; index < judge.ledger.total; index++) {
    if (!TOLD.has(judge.ledger.verdict(index))) continue;
    const detail = steps.length < MOST_STEPS ? differing(await lines.comparison(index)) : undefined;
    characters += JSON.stringify(detail ?? '').length;
    if (detail && characters <= MOST_CHARACTERS) steps.push(detail);
    else left++;
  }
  return {
    run,
    status,
    from: from.name,
    ...(source.key !== undefined && { session: source.key }),
    counts,
    ...(settings.ignored.length > 0 && { ignored: settings.ignored }),
    ...(settings.ignoredEvents.length > 0 && { ignoredEvents: settings.ignoredEvents }),
    ...(settings.remaps.length > 0 && { mapped: settings.remaps.map(({ from: said, path }) => ({ ...said, path })) }),
    steps,
    ...(left > 0 && { left }),
  };
}

/** The whole comparison as a JSON file, in pieces; each step on a line. Stand-ins take the place of secrets. */
export async function comparisonFile(bench: Bench, replay: Replay): Promise<Blob> {
  const { settings, source } = replay;
  const { counts, target, status } = replay.state();
  const { key, name } = source;
  const head = {
    format: 'sockscope-comparison',
    version: 1,
    from: { name, key },
    to: target,
    status,
    counts,
    settings,
  };
  const { scrubFor } = await import('./secrets-out.ts');
  const keys = [key, target?.key].filter((each) => each !== undefined);
  const scrub = await scrubFor(bench, keys, quotesOf(head, replay));
  const pieces: Blob[] = [new Blob([JSON.stringify(scrub(head)).slice(0, -1), ',"steps":[\n'])];
  let text = '';
  let index = 0;
  for await (const step of stepsOf(replay)) {
    text += `${index > 0 ? ',\n' : ''}${JSON.stringify(scrub(step))}`;
    if (index++ % AT_ONCE !== AT_ONCE - 1) continue;
    // A Blob may lie outside of the worker's memory.
    pieces.push(new Blob([text]));
    text = '';
    await pause();
  }
  return new Blob([...pieces, text, '\n]}\n'], { type: 'application/json' });
}

async function* quotesOf(head: object, replay: Replay): AsyncGenerator<object, void, void> {
  yield head;
  yield* stepsOf(replay);
}

async function* stepsOf({ judge, lines }: Replay): AsyncGenerator<object, void, void> {
  for (let index = 0; index < judge.ledger.total; index++) {
    const { step, ...rest } = await lines.comparison(index);
    yield { ...step, ...rest };
  }
}

function differing({ step, differences, events }: StepComparison) {
  const { index, nsp, event, verdict, recorded, answer }: ReplayStep = step;
  const counted = differences.flatMap(({ isIgnored, ...difference }) => (isIgnored ? [] : [difference]));
  return {
    step: index + 1,
    nsp,
    event,
    verdict,
    ...(counted.length > 0 && { differences: counted.slice(0, 20) }),
    ...(counted.length === 0 && { recorded, answer }),
    ...(events.length > 0 && {
      events: events.flatMap((followed) =>
        followed.verdict === 'equal' || followed.isIgnored
          ? []
          : [{ event: followed.event, nsp: followed.nsp, verdict: followed.verdict }],
      ),
    }),
  };
}
