import { inFreshBrowser } from './browser.ts';
import type { BuiltPages } from './built-pages.ts';
import type { Figure } from './figures.ts';
import { percentile, plain, rounded, spread } from './figures.ts';
import { startFloodServer } from './flood-server.ts';
import { record } from './recording.ts';

const PER_SECOND = 5000;
const SECONDS = 20;

/** A busy server while the reader follows the newest row. */
export async function paced({ app }: BuiltPages): Promise<readonly Figure[]> {
  const server = await startFloodServer();
  try {
    const args = JSON.stringify([{ perSecond: PER_SECOND, seconds: SECONDS }]);
    const { frames, spanMs, isFollowing } = await inFreshBrowser(async (page) => {
      await page.goto(app.url);
      return record(page, server, { event: 'pace', args, count: PER_SECOND * SECONDS, areFramesWatched: true });
    });
    if (!isFollowing) throw new Error('the timeline does not show the newest row');
    const longest = Math.max(0, ...frames.longTasks);
    return [
      plain('events/s, by the log', rounded((PER_SECOND * SECONDS * 1000) / spanMs)),
      {
        name: 'frames, ms',
        text: spread(frames.intervals),
        budget: { text: 'p95 ≤ 20 ms', isMet: percentile(frames.intervals, 0.95) <= 20 },
      },
      plain('tasks over 50 ms', longest === 0 ? 'none' : `${frames.longTasks.length}, longest ${rounded(longest)} ms`),
      plain('recorded', `all of ${(PER_SECOND * SECONDS).toLocaleString('en')}, in order, byte for byte`),
    ];
  } finally {
    await server.close();
  }
}
