/** A browser's timers are late by up to a few milliseconds; the rest is waited for in short tasks. */
const TIMER_LATE_MS = 4;

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port2.onmessage = () => waiting.shift()?.();

/** Lets other tasks have the thread; unlike a timer it is never held back. */
export function yieldThread(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port1.postMessage(undefined);
  });
}

export async function preciseSleep(ms: number): Promise<void> {
  const until = performance.now() + ms;
  if (ms > TIMER_LATE_MS) await new Promise((resolve) => setTimeout(resolve, ms - TIMER_LATE_MS));
  while (performance.now() < until) await yieldThread();
}
