// Takes the README's pictures from the built app on real traffic: `npm run screenshots`.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import process from 'node:process';
import type { Page } from 'playwright';
import { chromium } from 'playwright';
import { Server } from 'socket.io';
import { serveApp } from '../../src/practice/app-server.ts';
import { listenOnFreePort } from '../../src/practice/listen.ts';
import { startPractice } from '../../src/practice/practice.ts';
import { newToken, startRelay } from '../../src/relay/relay.ts';
import { findChromium } from '../chromium.mjs';
import { startBusy, type Busy } from '../labs/busy-session.ts';

const practice = await startPractice({ port: 0, host: '127.0.0.1' });
const app = await serveApp({
  port: 0,
  from: 'built',
  practiceUrl: practice.url,
  openBrowser: false,
  async startRelay(pageOrigins) {
    const token = newToken();
    return { ...(await startRelay({ port: 0, host: '127.0.0.1', pageOrigins, token })), token };
  },
});
const http = createServer();
new Server(http);
const port = await listenOnFreePort(http, 0, '127.0.0.1');
const executablePath = findChromium();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] });

for (const colorScheme of ['dark', 'light'] as const) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme });
  await page.goto(app.url);
  await save(page, `first-${colorScheme}`);
  await record(page);
  await save(page, `live-${colorScheme}`);
  await page.getByRole('row').filter({ hasText: 'BINARY_EVENT' }).first().click();
  await page.getByRole('tab', { name: 'Bytes' }).click();
  await save(page, `bytes-${colorScheme}`);
  await page.getByRole('button', { name: 'Ladder' }).click();
  await page.getByRole('listbox').getByRole('option').first().waitFor();
  await save(page, `ladder-${colorScheme}`);
  await diagnose(page);
  await save(page, `diagnosis-${colorScheme}`);
  const busy = await recordBusy(page);
  await save(page, `whole-${colorScheme}`);
  await showRates(page);
  await save(page, `rates-${colorScheme}`);
  await busy.close();
  await replayShop(page);
  await save(page, `replay-${colorScheme}`);
  await page.close();
}
await browser.close();
http.closeAllConnections();
await app.close();
await practice.close();
process.exit(0);

async function record(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Connection options' }).click();
  await page.getByRole('textbox', { name: 'Namespaces' }).fill('/, /chat');
  await page.getByRole('textbox', { name: 'Server URL' }).fill(practice.url);
  await page.getByRole('textbox', { name: 'Server URL' }).press('Enter');
  await page.getByRole('status', { name: 'Connection status' }).filter({ hasText: 'websocket' }).waitFor();
  await emit(page, '/chat', 'join', '["north"]');
  await emit(page, '/chat', 'message', '[{"room": "north", "text": "Hello from the timeline"}]');
  await emit(page, '/', 'upload', '[{"$binary": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"}]');
  await emit(page, '/', 'ask-me', '[]');
  await emit(page, '/chat', 'message', '[{"room": "north", "text": "Is anybody there?"}]');
  await page.getByRole('searchbox', { name: 'Filter' }).fill('-kind:request,response,user');
  await page.getByRole('row').filter({ hasText: 'pong' }).filter({ hasText: 'answered' }).nth(1).waitFor();
}

/** Two connections, an upgrade and a failed one, three reconnects, 30 heartbeats, 5,000 events. */
async function recordBusy(page: Page): Promise<Busy> {
  const busy = await startBusy();
  await page.goto(app.url);
  await page.getByRole('button', { name: 'Connection options' }).click();
  await page.getByRole('textbox', { name: 'Namespaces' }).fill('/, /market');
  await connectTo(page, busy.url);
  await page.getByRole('button', { name: 'New connection' }).click();
  await connectTo(page, busy.pollingOnlyUrl);
  await page.getByRole('tablist', { name: 'Connections' }).getByRole('tab').first().click();
  await busy.play();
  await page.getByRole('searchbox', { name: 'Filter' }).fill('-event:price');
  await page.getByRole('row').filter({ hasText: 'chart' }).first().click();
  return busy;
}

async function showRates(page: Page): Promise<void> {
  for (const name of ['Heartbeats', 'Transport'])
    await page.getByRole('region', { name, exact: true }).getByRole('button').first().click();
  await page.getByRole('region', { name: 'Rates' }).getByRole('button').first().click();
  await page.getByRole('region', { name: 'Rates' }).getByRole('table').waitFor();
}

async function connectTo(page: Page, url: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Server URL' }).fill(url);
  await page.getByRole('textbox', { name: 'Server URL' }).press('Enter');
  await page.getByRole('status', { name: 'Connection status' }).filter({ hasText: 'connected' }).waitFor();
}

/** A visit to the practice shop, said again: the new token in place of the recorded one, and one answer that differs. */
async function replayShop(page: Page): Promise<void> {
  await page.goto(`${app.url}#ns=/shop,/&url=${encodeURIComponent(practice.url)}`);
  await page.reload();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('status', { name: 'Connection status' }).filter({ hasText: 'websocket' }).waitFor();
  await emit(page, '/shop', 'login', '[{"user": "kim"}]');
  const answer = page.getByRole('row').filter({ hasText: 'ACK' }).filter({ hasText: 'tok-' });
  const [token] = /tok-\w+/.exec((await answer.textContent()) ?? '') ?? [];
  await emit(page, '/shop', 'join', JSON.stringify([{ room: 'north', token }]));
  await emit(page, '/shop', 'cart:add', JSON.stringify([{ sku: 'A-11', n: 2, token }]));
  await emit(page, '/shop', 'cart:total', JSON.stringify([{ token }]));
  await emit(page, '/', 'ask-me', '[{"text": "Ready?"}]');
  await page.getByRole('tab', { name: 'Replay' }).click();
  const pane = page.getByRole('region', { name: 'Replay' });
  await pane.getByRole('button', { name: 'Replay session' }).click();
  await pane.getByRole('button', { name: /^Rules/ }).click();
  const rules = page.getByRole('dialog', { name: 'Rules' });
  await rules.getByRole('checkbox').first().check();
  await rules.getByRole('button', { name: 'Done' }).click();
  await pane.getByRole('button', { name: 'Play' }).click();
  await pane.getByRole('status', { name: 'Replay progress' }).filter({ hasText: '5 of 5' }).waitFor();
  await page.getByRole('searchbox', { name: 'Filter' }).fill('kind:EVENT,ACK');
  await pane.locator('[data-step="1"]').click();
  await page.getByRole('region', { name: 'Details' }).getByRole('tab', { name: 'Compare' }).click();
}

/** A server that allows no page to read it. */
async function diagnose(page: Page): Promise<void> {
  await page.goto(app.url);
  await page.getByRole('textbox', { name: 'Server URL' }).fill(`http://127.0.0.1:${port}`);
  await page.getByRole('textbox', { name: 'Server URL' }).press('Enter');
  await page.getByRole('button', { name: 'Diagnose' }).click();
  await page.getByRole('button', { name: 'Diagnose again' }).waitFor();
  await page.getByRole('heading', { name: /does not allow this page/ }).waitFor();
}

async function emit(page: Page, nsp: string, event: string, args: string): Promise<void> {
  const form = page.getByRole('form', { name: 'Emit' });
  await form.getByRole('combobox', { name: 'Namespace' }).selectOption(nsp);
  await form.getByRole('combobox', { name: 'Event' }).fill(event);
  await form.getByRole('textbox', { name: 'Arguments' }).fill(args);
  await form.getByRole('button', { name: 'Emit' }).click();
  await page.getByRole('row').filter({ hasText: event }).first().waitFor();
}

async function save(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, import.meta.url)) });
}
