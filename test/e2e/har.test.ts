import { readFile } from 'node:fs/promises';
import type { TestInfo } from 'playwright/test';
import type { WireEvent } from '../../src/wire/wire-event.ts';
import { socketIo2 } from '../servers/socket-io-2.ts';
import { socketIo4 } from '../servers/socket-io-4.ts';
import { opened, wireOf, type OpenedFile } from '../unit/importers/har/har-file.ts';
import { DevToolsHar } from './devtools-har.ts';
import { fillOptions } from './doctor-kit.ts';
import { expect, test } from './fixtures.ts';
import { Sockscope } from './sockscope.ts';

// Three connections converse one after the other, and the browser writes two files of it.
test.describe.configure({ timeout: 60_000 });

const BYTES = '[{"$binary":"AAF/gP8="}]';

/** Three connections, both generations, one over polling alone, two of them at once. */
async function converse(scope: Sockscope, four: string, two: string): Promise<void> {
  const begin = async (url: string, protocol: 'v4' | 'v2', transports: 'polling' | 'polling-then-upgrade') => {
    await scope.url.fill(url);
    await fillOptions(scope, { namespaces: '/, /chat', protocol, parser: 'default', transports });
    await scope.button('Connect').click();
    await expect(scope.status).toHaveText(/^connected/);
    if (transports !== 'polling') await expect(scope.status).toContainText('websocket');
    await expect(scope.row('received', 'EVENT', '/chat', 'greeting')).toBeVisible();
    await scope.emit({ event: 'echo', args: '["Grüße", 1]', ack: true });
    await scope.emit({ event: 'bytes', args: BYTES });
    await expect(scope.row('received', 'BINARY_EVENT')).toBeVisible();
  };
  await begin(four, 'v4', 'polling-then-upgrade');
  await scope.disconnect();
  await scope.button('New connection').click();
  await begin(two, 'v2', 'polling-then-upgrade');
  await scope.button('New connection').click();
  await begin(two, 'v2', 'polling');
  await scope.disconnect();
  // Playwright does not write down that a WebSocket ended: its last frames must show that it was there all the time.
  await scope.connections.nth(1).click();
  await scope.disconnect();
}

/** What a channel carried, one after the other, by its URL; times, headers and closings are the browser's to tell. */
function byChannel(
  events: readonly WireEvent[],
  isHeld: (event: WireEvent) => boolean,
): Readonly<Record<string, unknown[]>> {
  const urls = new Map<number, string>();
  const channels: Record<string, unknown[]> = {};
  for (const event of wireOf(events)) {
    if (!('chan' in event)) continue;
    if ('url' in event) urls.set(event.chan, event.url);
    const payload = 'payload' in event && isHeld(event) ? [event.payload] : [];
    const facts = event.kind === 'frame' ? event.dir : event.kind === 'response' ? event.status : '';
    if (event.kind === 'closed') continue;
    (channels[urls.get(event.chan) ?? ''] ??= []).push([event.kind, facts, ...payload]);
  }
  return channels;
}

/** In the order in which they crossed, but for what happened within a few milliseconds of each other. */
function inOrder(
  events: readonly WireEvent[],
  live: readonly WireEvent[],
  isHeld: (event: WireEvent) => boolean,
): readonly string[] {
  const nameOf = (event: WireEvent): string =>
    'payload' in event ? `${event.kind} ${String(event.payload)}` : event.kind;
  const apart = live.filter((event, i) => isHeld(event) && event.at - (live[i - 1]?.at ?? -99) > 60);
  const told = new Set(apart.map(nameOf));
  return [...new Set(events.map(nameOf).filter((name) => told.has(name)))];
}

test('HARs of DevTools and of Playwright hold the same session as the live capture', async ({
  app,
  browser,
}, info: TestInfo) => {
  const four = await socketIo4[0]!.start();
  const two = await socketIo2.start();
  const path = info.outputPath('playwright.har');
  const context = await browser.newContext({
    viewport: { width: 1280, height: 2400 },
    recordHar: { path, content: 'embed', urlFilter: /EIO=/ },
  });
  try {
    const page = await context.newPage();
    await page.goto(app);
    const devTools = await DevToolsHar.of(page);
    const scope = new Sockscope(page);
    await converse(scope, four.url, two.url);
    const live = await opened(new Uint8Array((await scope.export(scope.session(/./).first(), false)).bytes));
    const ofDevTools = await opened(await devTools.file());
    await context.close();
    const ofPlaywright = await opened(new Uint8Array(await readFile(path)));
    for (const imported of [ofDevTools, ofPlaywright]) expectSame(imported, live);
  } finally {
    await context.close();
    await four.close();
    await two.close();
  }
});

function expectSame(imported: OpenedFile, live: OpenedFile): void {
  expect(imported.problems).toEqual([]);
  const spoken = ({ header }: OpenedFile) =>
    header.connections.map(({ url, path, protocol, parser, namespaces }) => ({
      url,
      path,
      protocol,
      parser,
      namespaces,
    }));
  expect(spoken(imported)).toEqual(spoken(live));
  // Bytes that were sent in a body are the one thing that no browser writes down.
  const isHeld = (event: WireEvent): boolean => event.kind !== 'request' || typeof event.payload === 'string';
  expect(byChannel(imported.events, isHeld)).toEqual(byChannel(live.events, isHeld));
  const isTold = (event: WireEvent): boolean => 'payload' in event && isHeld(event);
  const wire = wireOf(live.events);
  expect(inOrder(imported.events, wire, isTold)).toEqual(inOrder(wire, wire, isTold));
  const reported = ({ events }: OpenedFile): readonly string[] =>
    events.flatMap((event) =>
      event.kind === 'client' && event.event === 'connect' ? [`${event.conn} ${event.nsp}`] : [],
    );
  expect(reported(imported)).toEqual(reported(live));
}
