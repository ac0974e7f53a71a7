import { relayedIn } from '../../wire/relay-url.ts';

/** What all entries of a file share. */
export type HarFrame = {
  readonly pageId: string;
  /** Milliseconds since the epoch. */
  readonly startedAtMs: number;
};

/** ISO 8601, to the microsecond where there are any. */
export function harInstant(frame: HarFrame, at: number): string {
  const us = microseconds(frame, at);
  const ms = Math.floor(us / 1000);
  const rest = us - ms * 1000;
  const text = new Date(ms).toISOString();
  return rest === 0 ? text : `${text.slice(0, -1)}${String(rest).padStart(3, '0')}Z`;
}

/** Seconds since the epoch, as Chrome has them for messages. */
export function harSeconds(frame: HarFrame, at: number): number {
  return microseconds(frame, at) / 1e6;
}

/** What went through the relay stands for a request to the server behind it. */
export function harUrl(url: string): string {
  const relayed = relayedIn(url);
  if (!relayed) return url;
  const target = /^wss?:/.test(url) ? relayed.target.replace(/^http/, 'ws') : relayed.target;
  return target + relayed.path;
}

function microseconds({ startedAtMs }: HarFrame, at: number): number {
  return startedAtMs * 1000 + Math.round(at * 1000);
}
