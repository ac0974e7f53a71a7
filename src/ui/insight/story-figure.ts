import type { TransportView, UpgradeStory } from '../../projections/transport-view.ts';
import { formatAt, formatMs, formatPlural } from '../format.ts';
import type { Figure } from './punctuality.ts';

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

export function outcomeFigure({ outcome, sid, upgradeMs, since, upgradesTo = 'websocket' }: UpgradeStory): Figure {
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
      return { text: sid === undefined ? 'failed' : 'polling · upgrade failed', tone: 'error' };
    case 'closed':
      return { text: 'closed' };
  }
}
