import type { ReplayCounts, ReplayStep, StepVerdict } from '../../worker/replays/replay-remote.ts';
import { formatCount, formatMs, formatSpan } from '../format.ts';

export type VerdictTone = 'good' | 'odd' | 'quiet';

const TONES: Readonly<Record<StepVerdict, VerdictTone>> = {
  equal: 'good',
  differs: 'odd',
  missing: 'odd',
  extra: 'odd',
  waiting: 'quiet',
  sent: 'quiet',
  'not sent': 'quiet',
};

export function toneOf(verdict: StepVerdict): VerdictTone {
  return TONES[verdict];
}

export type ProgressPart = { readonly text: string; readonly isOdd: boolean };

/** "5 of 6 sent", "1 differs", "3 equal": what is odd first, and nothing that is none. */
export function progressParts({ total, sent, differs, missing, extra, equal, waiting }: ReplayCounts) {
  const parts: readonly (readonly [count: number, word: string, isOdd: boolean])[] = [
    [differs, differs === 1 ? 'differs' : 'differ', true],
    [missing, 'missing', true],
    [extra, 'extra', true],
    [equal, 'equal', false],
    [waiting, 'waiting', false],
  ];
  return [
    { text: `${formatCount(sent)} of ${formatCount(total)} sent`, isOdd: false },
    ...parts
      .filter(([count]) => count > 0)
      .map(([count, word, isOdd]): ProgressPart => ({ text: `${formatCount(count)} ${word}`, isOdd })),
  ];
}

/** What stands in the place of a recorded answer that is none. */
export function lackOfRecorded({ wantsAck }: ReplayStep): string {
  return wantsAck ? 'no answer recorded' : 'asks for no answer';
}

/** What stands in the place of a new answer that is not there. */
export function lackOfAnswer({ verdict, wantsAck }: ReplayStep): string {
  if (verdict === 'waiting') return 'no answer yet';
  return wantsAck ? 'no answer' : '';
}

/** How long an answer took, or how long it has been waited for; `now` is undefined where nobody looks at the clock. */
export function nowText({ verdict, answerMs, sentAt }: ReplayStep, now: number | undefined): string {
  if (answerMs !== undefined) return formatMs(answerMs);
  const isWaiting = verdict === 'waiting' && sentAt !== undefined && now !== undefined;
  return isWaiting ? formatSpan(Math.max(0, now - sentAt)) : '';
}
