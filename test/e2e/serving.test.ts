import { io } from 'socket.io-client';
import { expect, test } from './fixtures.ts';

test('the page runs isolated, under its content security policy, without a complaint', async ({ app, page }) => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  const response = await page.goto(app);
  expect(response?.headers()['content-security-policy']).toContain("default-src 'none'");
  await page.waitForLoadState('networkidle');
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
  expect(complaints).toEqual([]);
});

test('the page is told where the practice server is, and may talk to it', async ({ app, practice, page }) => {
  await page.goto(app);
  const told: unknown = await page.evaluate(async () => (await fetch('servers.json')).json());
  const relay = { url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/), token: expect.any(String) };
  expect(told).toEqual({ practice: practice.url, relay });
  const handshake = await page.evaluate(async (url) => {
    const response = await fetch(`${url}/socket.io/?EIO=4&transport=polling`);
    return response.text();
  }, practice.url);
  expect(handshake).toMatch(/^0\{"sid":/);
});

test('a server of the test’s own has the library’s heartbeat', async ({ server }) => {
  const { io: own, url } = await server();
  own.on('connection', (socket) => socket.on('double', (n: number, answer: (twice: number) => void) => answer(2 * n)));
  const socket = io(url, { transports: ['websocket'], reconnection: false });
  try {
    const handshake = new Promise((resolve) => socket.io.engine.once('handshake', resolve));
    expect(await handshake).toMatchObject({ pingInterval: 25_000, pingTimeout: 20_000 });
    expect(await socket.emitWithAck('double', 21)).toBe(42);
  } finally {
    socket.close();
  }
});
