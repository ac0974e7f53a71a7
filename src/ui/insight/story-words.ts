import type { StoryStep, StoryStepName, TransportView, UpgradeStory } from '../../projections/insight-view.ts';
import { formatAt, formatMs, formatPlural } from '../format.ts';
import type { Figure } from './punctuality.ts';

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

/** The one line that the folded readout shows. */
export function transportFigure(view: TransportView | undefined): Figure {
  const story = view?.stories.at(-1);
  if (!view || !story) return { text: 'none yet' };
  const back = view.reconnects.filter(({ backAt }) => backAt !== undefined).length;
  if (back === 0) return outcomeFigure(story);
  const reconnects = formatPlural(back, 'reconnect');
  // The line has room for two facts: how fast it upgraded the first time matters less now.
  const now = outcomeFigure(
    story.outcome === 'upgraded' ? { ...story, outcome: story.upgradesTo ?? 'websocket' } : story,
  );
  return { ...now, text: `${now.text} · ${reconnects}` };
}

export function outcomeFigure({ outcome, upgradeMs, since, upgradesTo = 'websocket' }: UpgradeStory): Figure {
  switch (outcome) {
    case 'connecting':
      return { text: 'connecting' };
    case 'polling':
      return { text: 'polling' };
    case 'probing':
      return { text: `polling · probing ${upgradesTo}` };
    case 'upgraded':
      return { text: `upgraded${upgradeMs === undefined ? '' : ` after ${formatMs(upgradeMs)}`} · ${upgradesTo}` };
    case 'websocket':
    case 'webtransport':
      return { text: `${outcome}${since === undefined ? '' : ` since ${formatAt(since)} s`}` };
    case 'failed':
      return { text: 'failed', tone: 'error' };
    case 'closed':
      return { text: 'closed' };
  }
}

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
