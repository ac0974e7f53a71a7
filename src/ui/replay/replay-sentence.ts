import type { ReplayState } from '../../worker/replays/replay-remote.ts';
import { formatCount, formatSpan } from '../format.ts';

/** From here on a person sees that it waits. */
const WORTH_TELLING_MS = 1000;

/** What the worker says of a target that is not connected. */
const LOST = /^The connection is (closed|lost)/;
const CONNECTED_AGAIN =
  'Connected again: Play goes on. What the server knew of the connection before, e.g. a login, is gone; Stop begins anew.';

/** How it stands and what comes next; `now` is the target's session time, where it is in view. */
export function replaySentence(state: ReplayState, now: number | undefined): string {
  const { status, why, counts, next, target } = state;
  if (why) return status === 'paused' && LOST.test(why) && target?.isConnected ? CONNECTED_AGAIN : why;
  switch (status) {
    case 'ready':
      return readySentence(state);
    case 'playing':
      return dueSentence(state, now);
    case 'paused':
      return `Paused before step ${formatCount(next + 1)}.`;
    case 'stopped':
      return `Stopped after ${formatCount(counts.sent)} of ${formatCount(counts.total)}.`;
    case 'ended':
      return endSentence(state);
  }
}

function readySentence({ target, leftAside }: ReplayState): string {
  const next = target ? readyWords(target) : 'Choose the connection to send it over.';
  const aside = leftAside.map(({ count, why }) => `${formatCount(count)}, ${why}`).join('; ');
  return aside === '' ? next : `${next} Left aside: ${aside}.`;
}

function readyWords({ isConnected }: NonNullable<ReplayState['target']>): string {
  return isConnected ? 'Nothing is sent before Play or Step.' : 'The target is not connected.';
}

function dueSentence({ next, dueAt, settings: { timing } }: ReplayState, now: number | undefined): string {
  const step = `Step ${formatCount(next + 1)}`;
  if (dueAt === undefined || now === undefined) {
    return timing.kind === 'acks' ? `${step} is sent when the one before is answered.` : '';
  }
  const leftMs = dueAt - now;
  return leftMs >= WORTH_TELLING_MS ? `${step} is due in ${formatSpan(leftMs)}.` : '';
}

function endSentence({ source, counts: { differs, missing, extra, waiting } }: ReplayState): string {
  if (waiting > 0) return 'All are sent; the last answers are still to come.';
  if (source.key === undefined) return 'All are sent. Messages have no recorded answers to compare with.';
  return differs + missing + extra === 0
    ? 'All came back as recorded.'
    : 'All are sent. Choose a step to see how its answer differs.';
}
