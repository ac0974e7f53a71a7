import type { ConnectOptions } from './connect-options.ts';

type BackoffOptions = Pick<ConnectOptions, 'reconnectionDelayMs' | 'reconnectionDelayMaxMs' | 'randomizationFactor'>;

/** How long an attempt to reconnect waits: meant, and at least and at most with chance in it. */
export type DelayPlan = { readonly plannedMs: number; readonly leastMs: number; readonly mostMs: number };

/** `attempt` counts from 1. As socket.io-client computes it in every generation (backo2 1.0.2, `duration`). */
export function plannedDelay(options: BackoffOptions, attempt: number): DelayPlan {
  const ms = options.reconnectionDelayMs * 2 ** (attempt - 1);
  const deviation = Math.floor(options.randomizationFactor * ms);
  const within = (delay: number): number => Math.floor(Math.min(delay, options.reconnectionDelayMaxMs));
  return { plannedMs: within(ms), leastMs: within(ms - deviation), mostMs: within(ms + deviation) };
}

/** `chance` is from 0 to 1. */
export function drawnDelay(options: BackoffOptions, attempt: number, chance: number): number {
  const { leastMs, mostMs } = plannedDelay(options, attempt);
  return Math.floor(leastMs + chance * (mostMs - leastMs));
}
