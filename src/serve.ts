import process from 'node:process';
import { newToken, startRelay } from './relay/relay.ts';
import { serveApp } from './practice/app-server.ts';
import { startPractice } from './practice/practice.ts';

const practice = await startPractice({ port: 4174, host: '127.0.0.1' });
const app = await serveApp({
  port: Number(process.env['PORT'] ?? 4173),
  from: process.argv.includes('--dev') ? 'sources' : 'built',
  practiceUrl: practice.url,
  openBrowser: canOpenBrowser(),
  async startRelay(pageOrigins) {
    const token = newToken();
    return { ...(await startRelay({ port: 0, host: '127.0.0.1', pageOrigins, token })), token };
  },
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
process.stdout.write(
  `Sockscope        ${app.url}\nPractice server  ${practice.url}/\nRelay            ${app.relay?.url}/\n`,
);

async function stop(): Promise<void> {
  // Set before anything else: Vite listens to SIGTERM too, and ends with 143 where no code is set.
  process.exitCode = 0;
  await Promise.all([app.close(), practice.close()]);
  process.exit();
}

function canOpenBrowser(): boolean {
  const { BROWSER, CI, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (BROWSER === 'none' || CI) return false;
  return process.platform !== 'linux' || Boolean(DISPLAY ?? WAYLAND_DISPLAY);
}
