import { inFreshBrowser } from './browser.ts';
import type { BuiltPages } from './built-pages.ts';
import type { Figure } from './figures.ts';
import { fromTo, median, percentile, plain, rounded, say, spread } from './figures.ts';
import type { FloodServer } from './flood-server.ts';
import { startFloodServer } from './flood-server.ts';
import type { Recording } from './recording.ts';
import { record } from './recording.ts';

const EVENTS = 200_000;
const PAIRS = 5;
const WATCHED = 2;

type Pair = { readonly barePerSecond: number; readonly appPerSecond: number; readonly recording: Recording };

/** The same flood into a bare page and into the app, in turn: what the machine does meanwhile hits both. */
export async function flood(pages: BuiltPages): Promise<readonly Figure[]> {
  const server = await startFloodServer();
  try {
    // The server's own code is cold at first; that would count against whoever comes first.
    await countBare(pages, server);
    const pairs: Pair[] = [];
    for (let i = 0; i < PAIRS; i++) {
      const barePerSecond = await countBare(pages, server);
      const recording = await recordFlood(pages, server, false);
      const appPerSecond = perSecond(recording.spanMs);
      pairs.push({ barePerSecond, appPerSecond, recording });
      const shown = rounded(perSecond(recording.untilShownMs));
      say(`    bare ${rounded(barePerSecond)} · app ${rounded(appPerSecond)}, on screen ${shown} events/s`);
    }
    const watched: Recording[] = [];
    for (let i = 0; i < WATCHED; i++) watched.push(await recordFlood(pages, server, true));
    return [...speedFigures(pairs), ...frameFigures(watched)];
  } finally {
    await server.close();
  }
}

function speedFigures(pairs: readonly Pair[]): readonly Figure[] {
  const ratios = pairs.map(({ barePerSecond, appPerSecond }) => appPerSecond / barePerSecond);
  const ratio = median(ratios);
  const shown = pairs.map(({ recording }) => perSecond(recording.untilShownMs));
  return [
    {
      name: 'app ÷ bare, median (all)',
      text: `${rounded(ratio)} (${fromTo(ratios)})`,
      budget: { text: '≥ 0.9', isMet: ratio >= 0.9 },
    },
    plain('bare page, events/s', spreadOfSpeeds(pairs.map(({ barePerSecond }) => barePerSecond))),
    plain('app, by its log, events/s', spreadOfSpeeds(pairs.map(({ appPerSecond }) => appPerSecond))),
    plain('app, click to last row, events/s', spreadOfSpeeds(shown)),
  ];
}

function frameFigures(watched: readonly Recording[]): readonly Figure[] {
  const intervals = watched.flatMap(({ frames }) => frames.intervals);
  const longTasks = watched.flatMap(({ frames }) => frames.longTasks);
  return [
    {
      name: 'frames, ms',
      text: spread(intervals),
      budget: { text: 'p95 ≤ 34 ms', isMet: percentile(intervals, 0.95) <= 34 },
    },
    {
      name: 'tasks over 50 ms',
      text: longTasks.length === 0 ? 'none' : `${longTasks.length}, longest ${rounded(Math.max(...longTasks))} ms`,
      budget: { text: 'none', isMet: longTasks.length === 0 },
    },
    plain('  events/s meanwhile', spreadOfSpeeds(watched.map(({ spanMs }) => perSecond(spanMs)))),
    plain('recorded', `all of ${EVENTS.toLocaleString('en')}, in order, byte for byte, ${PAIRS + WATCHED} times`),
  ];
}

function spreadOfSpeeds(speeds: readonly number[]): string {
  return `${rounded(median(speeds))} (${fromTo(speeds)})`;
}

function perSecond(spanMs: number): number {
  return (EVENTS / spanMs) * 1000;
}

function countBare(pages: BuiltPages, server: FloodServer): Promise<number> {
  return inFreshBrowser(async (page) => {
    await page.goto(pages.bare.url);
    const { count, firstAt, lastAt } = await page.run((url, asked) => countFlood(url, asked), server.url, EVENTS);
    if (count !== EVENTS) throw new Error(`the bare page got ${count} events`);
    return perSecond(lastAt - firstAt);
  });
}

function recordFlood(pages: BuiltPages, server: FloodServer, areFramesWatched: boolean): Promise<Recording> {
  return inFreshBrowser(async (page) => {
    await page.goto(pages.app.url);
    return record(page, server, { event: 'flood', args: `[{"count":${EVENTS}}]`, count: EVENTS, areFramesWatched });
  });
}
