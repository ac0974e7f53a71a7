import { writeValue } from '../../replay/compare/write-value.ts';
import { RemapFinder } from '../../replay/remap/suggest.ts';
import { pause } from '../pause.ts';
import type { RemapSuggestion } from './replay-remote.ts';
import type { StepSource } from './step-source.ts';

/** Later steps say nothing new. */
const MOST_STEPS = 5000;
const MOST_SUGGESTIONS = 50;
const AT_ONCE = 200;

/** What the recording's answers and events give that later steps say again. */
export async function suggestionsFor(source: StepSource): Promise<readonly RemapSuggestion[]> {
  const { plan } = source;
  // Saved messages have their variables for that.
  if (source.key === undefined) return [];
  const finder = new RemapFinder();
  for (let step = 0; step < Math.min(plan.count, MOST_STEPS); step++) {
    const said = await source.said(step);
    if (said.ok) finder.say(said.value.args);
    const { nsp, event } = plan.step(step);
    const answer = await source.answer(step);
    if (answer) finder.give({ kind: 'ack', nsp, event }, answer);
    const { from, to } = plan.followersOf(step);
    for (let position = from; position < to; position++) {
      const follower = plan.follower(position);
      const args = await source.follower(position);
      if (args) finder.give({ kind: 'event', nsp: follower.nsp, event: follower.event }, args);
    }
    if (step % AT_ONCE === AT_ONCE - 1) await pause();
  }
  const found = finder.found().slice(0, MOST_SUGGESTIONS);
  return found.map(({ rule, value, uses }) => ({ rule, value: writeValue(value, 80), uses }));
}
