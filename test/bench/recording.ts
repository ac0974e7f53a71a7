import type { FloodServer, Sent } from './flood-server.ts';
import type { FrameWatch } from './in-page-kit.ts';
import type { Page } from './page.ts';

export type Order = {
  readonly event: string;
  /** As the composer takes them. */
  readonly args: string;
  /** How many events the server answers with. */
  readonly count: number;
  /** Watching frames costs the page some time itself, so where speed is measured it is left out. */
  readonly areFramesWatched: boolean;
};

/** A flood as the app recorded it. */
export type Recording = {
  /** Empty where they were not watched. */
  readonly frames: FrameWatch;
  /** From the click on Emit until the counts say that all is recorded and shown. */
  readonly untilShownMs: number;
  /** Between the first and the last frame of the flood, by the times in the log. */
  readonly spanMs: number;
  readonly isFollowing: boolean;
};

const CALM_AFTER_MS = 2000;

/** Connects the app by its own form, has it emit `event` and watches until `count` floods more are on screen. */
export async function record(page: Page, server: FloodServer, order: Order): Promise<Recording> {
  await page.run(() => kit.button('Connection options').click());
  await page.until(() => document.querySelector('[aria-label="Connection options"] select') !== null);
  await page.run((url) => {
    kit.fill('Server URL', url);
    kit.fill('Transports', 'websocket');
    kit.button('Connect').click();
  }, server.url);
  await page.until(() =>
    /^connected/.test(document.querySelector('[aria-label="Connection status"]')?.textContent?.trim() ?? ''),
  );
  const seen = await page.run(emitAndWatch, order, order.areFramesWatched ? CALM_AFTER_MS : 0);
  await page.run(() => kit.button('Disconnect').click());
  await page.until(isSaved);
  const logged = await page.run(readFloods);
  requireSame(await server.sent(), logged, order.count);
  return { ...seen, spanMs: logged.lastAt - logged.firstAt };
}

function requireSame(sent: Sent, logged: Sent, asked: number): void {
  if (sent.count === asked && logged.count === asked && sent.sha256 === logged.sha256) return;
  const told = JSON.stringify({ asked, sent, logged });
  throw new Error(`What is in the log is not what the server sent: ${told}`);
}

/** Runs in the page. */
async function emitAndWatch({ event, args, count, areFramesWatched }: Order, calmMs: number) {
  kit.fill('Event', event);
  kit.fill('Arguments', args);
  // The user's action, the sent event, and `done` are recorded too.
  const expected = kit.counts().recorded + count + 3;
  if (areFramesWatched) kit.watchFrames();
  const startedAt = performance.now();
  kit.button('Emit').click();
  await new Promise<void>((resolve) => {
    const look = () => {
      const { recorded, shown } = kit.counts();
      if (recorded < expected || shown < recorded) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(look);
    const counts = document.querySelector('[role="status"][aria-label="Counts"]');
    if (counts) observer.observe(counts, { characterData: true, childList: true, subtree: true });
  });
  const untilShownMs = performance.now() - startedAt;
  await new Promise((resolve) => setTimeout(resolve, calmMs));
  const isFollowing =
    kit.button('Follow').getAttribute('aria-pressed') === 'true' && kit.rowsInView().last + 1 >= expected;
  return { frames: kit.framesWatched(), untilShownMs, isFollowing };
}

/** Runs in the page: whether the session that was recorded has ended and is on the disk. */
async function isSaved(): Promise<boolean> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open('sockscope');
    opening.onsuccess = () => resolve(opening.result);
  });
  const sessions = await new Promise<
    readonly { readonly entries: number; readonly header: { readonly endedAt?: string } }[]
  >((resolve) => {
    const asking = database.transaction('sessions').objectStore('sessions').getAll();
    asking.onsuccess = () => resolve(asking.result);
  });
  database.close();
  const [session] = sessions;
  return session?.header.endedAt !== undefined && session.entries >= kit.counts().recorded;
}

/** Runs in the page: reads the chunks from the disk, so that what is checked is what a reload would find. */
async function readFloods(): Promise<Sent & { readonly firstAt: number; readonly lastAt: number }> {
  type StoredChunk = {
    readonly count: number;
    readonly at: Float64Array;
    readonly textEnd: Uint32Array;
    readonly text: string;
  };
  const database = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open('sockscope');
    opening.onsuccess = () => resolve(opening.result);
  });
  const chunks = await new Promise<readonly StoredChunk[]>((resolve) => {
    const asking = database.transaction('chunks').objectStore('chunks').getAll();
    asking.onsuccess = () => resolve(asking.result);
  });
  database.close();
  const texts: string[] = [];
  let firstAt = 0;
  let lastAt = 0;
  for (const { count, at, textEnd, text } of chunks) {
    for (let i = 0; i < count; i++) {
      const frame = text.slice(i === 0 ? 0 : textEnd[i - 1], textEnd[i]);
      // With its `n`: the request for the flood has the same event name.
      if (!frame.startsWith('42["flood",{"n":')) continue;
      lastAt = at[i] ?? NaN;
      if (texts.length === 0) firstAt = lastAt;
      texts.push(frame);
    }
  }
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(texts.join('\n')));
  const sha256 = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { count: texts.length, sha256, firstAt, lastAt };
}
