import type { Saving, StoryFailure, StoryStep, StoryStepName, UpgradeStory } from '../../projections/transport-view.ts';
import { formatBytes, formatPlural } from '../format.ts';

export const STEP_WORDS: Readonly<Record<StoryStepName, string>> = {
  handshake: 'handshake',
  connect: 'CONNECT',
  'websocket-opens': 'WebSocket opens',
  'webtransport-opens': 'WebTransport opens',
  probe: 'probe',
  'probe-answer': 'probe answer',
  noop: 'noop ends the poll',
  upgrade: 'upgrade',
  failed: 'failed',
  closed: 'closed',
};

export type StepBar = { readonly left: number; readonly width: number };

/** Where each step lies within its story, as shares of it; a moment has no width. */
export function stepBars(all: readonly StoryStep[]): readonly (StepBar | undefined)[] {
  // The end may be hours away, and would squeeze the way there into one pixel.
  const steps = all.filter(({ name }) => name !== 'closed');
  const start = Math.min(...steps.map(({ startAt }) => startAt));
  const end = Math.max(...steps.map(({ startAt, durationMs }) => startAt + (durationMs ?? 0)));
  const wholeMs = Math.max(end - start, 0.001);
  return all.map(({ name, startAt, durationMs }) =>
    name === 'closed' ? undefined : { left: (startAt - start) / wholeMs, width: (durationMs ?? 0) / wholeMs },
  );
}

/** A step of the way up rather than of the way in: it takes the upgrade's colour. */
export function isUpgradeStep(name: StoryStepName): boolean {
  return name === 'probe' || name === 'probe-answer' || name === 'noop' || name === 'upgrade';
}

/** What the upgrade has saved; `saved` is absent where it was nothing. */
export function savingWords({ httpEach, polled, exchanges, framingEach, messages }: Saving): {
  readonly costs: string;
  readonly saved?: string;
  readonly measured: string;
} {
  const savedBytes = (httpEach - framingEach) * messages;
  const before = polled === 0 ? 'A request cost' : 'A message cost';
  return {
    costs: `${before} at least ${formatBytes(Math.round(httpEach))} of HTTP before, ${formatBytes(Math.round(framingEach))} of framing after`,
    ...(savedBytes > 0 && {
      saved: `${formatBytes(Math.round(savedBytes))} saved in ${formatPlural(messages, 'message')}`,
    }),
    measured:
      polled === 0
        ? 'Measured on the handshake: polling carried no message.'
        : `Measured on ${formatPlural(polled, 'message')} that took ${formatPlural(exchanges, 'request')}.`,
  };
}

/** "Failed at the probe answer, which did not come; polling goes on." */
export function failureWords({ sid, upgradesTo = 'websocket' }: UpgradeStory, { at }: StoryFailure): string {
  if (sid === undefined) return `Failed at the ${STEP_WORDS[at]}: no session came about.`;
  const stream = upgradesTo === 'webtransport' ? 'WebTransport' : 'WebSocket';
  switch (at) {
    case 'websocket-opens':
    case 'webtransport-opens':
      return `The upgrade failed: ${stream} did not open. Polling goes on.`;
    case 'probe-answer':
      return `The upgrade failed: ${stream} opened, but the probe was not answered. Polling goes on.`;
    default:
      return `The upgrade failed before the ${STEP_WORDS[at]}. Polling goes on.`;
  }
}
