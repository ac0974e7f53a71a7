import { join } from 'node:path';
import { importFile } from './big-session.ts';
import { inFreshBrowser } from './browser.ts';
import type { BuiltPages } from './built-pages.ts';
import type { Figure } from './figures.ts';
import { percentile, plain, rounded, spread } from './figures.ts';
import type { FrameWatch } from './in-page-kit.ts';
import { writeMillion } from './million.ts';
import { scratchFolder } from './scratch.ts';

const FRAMES = 300;
const P95_MS = 20;

/** Zooming and panning over a million entries, a turn of the wheel in every frame. */
export async function overview({ app }: BuiltPages): Promise<readonly Figure[]> {
  const path = join(scratchFolder('million'), 'million.sockscope.ndjson');
  const facts = writeMillion(path);
  return inFreshBrowser(async (page) => {
    await page.goto(app.url);
    await importFile(page, path, facts);
    await page.until(() => document.querySelector('[role="img"][aria-label="Overview"]') !== null);
    const still = await page.run(turnAndWatch, 'still', FRAMES);
    const zoom = await page.run(turnAndWatch, 'zoom', FRAMES);
    const pan = await page.run(turnAndWatch, 'pan', FRAMES);
    return [
      plain('frames with nothing to do, ms', spread(still.frames.intervals)),
      ...figuresOf('zoom', zoom),
      ...figuresOf('pan', pan),
    ];
  });
}

type Turned = {
  readonly frames: FrameWatch;
  /** What the wheel moved, so that it is certain that something did, in ms. */
  readonly least: number;
  readonly most: number;
};

function figuresOf(name: string, { frames, least, most }: Turned): readonly Figure[] {
  if (most - least < 1) throw new Error(`the wheel did not ${name}: ${least} to ${most}`);
  const { intervals, longTasks } = frames;
  const budget = { text: `p95 ≤ ${P95_MS} ms`, isMet: percentile(intervals, 0.95) <= P95_MS };
  return [
    { name: `${name}, frames, ms`, text: spread(intervals), budget },
    plain('  of these', `${rounded(least)} to ${rounded(most)} ms shown, ${longTasks.length} tasks over 50 ms`),
  ];
}

/** Runs in the page. Zooms in and out by turns, or pans there and back, within a twentieth of the session. */
async function turnAndWatch(what: 'still' | 'zoom' | 'pan', frames: number): Promise<Turned> {
  const picture = document.querySelector('[role="img"][aria-label="Overview"]');
  const ends = [...document.querySelectorAll('[data-pane="overview"] [role="slider"]')];
  if (!picture || ends.length < 2) throw new Error('there is no overview');
  const box = picture.getBoundingClientRect();
  const shown = () => ends.map((end) => Number(end.ariaValueNow));
  const turn = (deltaY: number, shiftKey: boolean) => {
    const clientX = box.left + box.width * 0.4;
    const wheel = { deltaY, shiftKey, clientX, clientY: box.top + 60, bubbles: true, cancelable: true };
    picture.dispatchEvent(new WheelEvent('wheel', wheel));
  };
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  if (what === 'pan') for (let i = 0; i < 5; i++) turn(-300, false);
  await frame();
  let least = Infinity;
  let most = -Infinity;
  kit.watchFrames();
  for (let i = 0; i < frames; i++) {
    if (what === 'zoom') turn(i % 100 < 50 ? -60 : 60, false);
    if (what === 'pan') turn(i % 100 < 50 ? 8 : -8, true);
    await frame();
    const [from = 0, to = 0] = shown();
    const measure = what === 'pan' ? from : to - from;
    least = Math.min(least, measure);
    most = Math.max(most, measure);
  }
  return { frames: kit.framesWatched(), least, most };
}
