import { valueAt } from '../../base/paths/path.ts';
import type { Remapping } from '../../replay/remap/remapping.ts';
import type { RemapRule } from '../../replay/rules.ts';
import { pause } from '../pause.ts';
import type { StepSource } from './step-source.ts';

const AT_ONCE = 500;

/** Reads what the recording says where the rules point to. */
export async function learnOrigins(source: StepSource, remapping: Remapping): Promise<void> {
  const { plan } = source;
  if (remapping.rules.length === 0) return;
  for (let step = 0; step < plan.count; step++) {
    const { nsp, event, answer } = plan.step(step);
    const asked = rulesFor(remapping, 'ack', nsp, event);
    const said = asked.length > 0 && answer !== undefined ? await source.answer(step) : undefined;
    for (const rule of said ? asked : []) remapping.know(rule, step, valueAt(said, rule.place));
    const { from, to } = plan.followersOf(step);
    for (let position = from; position < to; position++) {
      const follower = plan.follower(position);
      const heard = rulesFor(remapping, 'event', follower.nsp, follower.event);
      const args = heard.length > 0 ? await source.follower(position) : undefined;
      for (const rule of args ? heard : []) remapping.know(rule, step, valueAt(args, rule.place));
    }
    if (step % AT_ONCE === AT_ONCE - 1) await pause();
  }
}

function rulesFor(
  { rules }: Remapping,
  kind: RemapRule['from']['kind'],
  nsp: string,
  event: string,
): Remapping['rules'] {
  return rules.filter(({ from }) => from.kind === kind && from.nsp === nsp && from.event === event);
}
