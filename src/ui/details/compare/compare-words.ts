import type { Difference } from '../../../replay/difference.ts';
import type { StepComparison } from '../../../worker/replays/replay-remote.ts';
import { formatPlural } from '../../format.ts';

/** What the verdict means, after its word: "in 1 value, none missing, none extra". */
export function verdictSentence({ step, differences, events }: StepComparison): string {
  switch (step.verdict) {
    case 'not sent':
      return 'yet';
    case 'waiting':
      return 'for its answer';
    case 'sent':
      return step.wantsAck ? 'and answered; no answer was recorded to compare it with' : 'and asks for no answer';
    case 'equal':
      return differences.length > 0 || events.some(({ isIgnored }) => isIgnored)
        ? 'but for what the rules ignore'
        : 'to what was recorded';
    case 'differs':
    case 'missing':
    case 'extra':
      return oddSentence({ step, differences, events });
  }
}

function oddSentence({ step, differences, events }: Pick<StepComparison, 'step' | 'differences' | 'events'>): string {
  const counted = differences.filter(({ isIgnored }) => !isIgnored);
  const changed = counted.filter(({ kind }) => kind === 'changed' || kind === 'type').length;
  const missing = counted.filter(({ kind }) => kind === 'missing').length;
  const extra = counted.filter(({ kind }) => kind === 'extra').length;
  const oddEvents = events.filter(({ verdict, isIgnored }) => verdict !== 'equal' && !isIgnored).length;
  const ofEvents = oddEvents > 0 ? [`${formatPlural(oddEvents, 'event')} that followed`] : [];
  if (step.wantsAck && step.recorded !== undefined && step.answer === undefined)
    return ['no answer came where one was recorded', ...ofEvents].join('; ');
  if (counted.length === 0) return ofEvents.length > 0 ? `in ${ofEvents[0]}` : '';
  const values =
    changed > 0
      ? `in ${formatPlural(changed, 'value')}, ${missing || 'none'} missing, ${extra || 'none'} extra`
      : `by ${missing || 'no'} missing and ${formatPlural(extra, 'extra value')}`;
  return [values, ...ofEvents].join('; ');
}

/** "+2, number", "text became number". */
export function changeText({ kind, was, now, isIgnored }: Difference & { readonly isIgnored: boolean }): string {
  const text = kind === 'missing' || kind === 'extra' ? kind : changeOf(was ?? '', now ?? '');
  return isIgnored ? `${text}, ignored` : text;
}

function changeOf(was: string, now: string): string {
  const [before, after] = [kindOf(was), kindOf(now)];
  if (before !== after) return `${before} became ${after}`;
  if (before !== 'number') return before;
  const by = Number((Number(now) - Number(was)).toPrecision(12));
  return Number.isFinite(by) && by !== 0 ? `${by > 0 ? '+' : '−'}${Math.abs(by)}, number` : 'number';
}

function kindOf(json: string): string {
  if (json.startsWith('{"$binary"')) return 'bytes';
  switch (json[0]) {
    case '"':
      return 'text';
    case '{':
      return 'object';
    case '[':
      return 'array';
    case 't':
    case 'f':
      return 'boolean';
    case 'n':
      return 'null';
    default:
      return 'number';
  }
}
