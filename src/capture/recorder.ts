import type { CaptureMs, WireEvent } from '../wire/wire-event.ts';

/** Where a connection's WireEvents go. `now` is the session's monotonic clock. */
export type Recorder = {
  readonly conn: number;
  now(): CaptureMs;
  newChannel(): number;
  record(event: WireEvent): void;
};

let current: Recorder | undefined;

/**
 * Runs `open`, which creates WebSockets or requests at once, on behalf of `recorder`'s connection. The constructors do
 * not tell for whom they are called, and two connections may have the same URL.
 */
export function onBehalfOf<T>(recorder: Recorder, open: () => T): T {
  const before = current;
  current = recorder;
  try {
    return open();
  } finally {
    current = before;
  }
}

/** The connection that opens a channel right now; undefined for traffic of our own. */
export function currentRecorder(): Recorder | undefined {
  return current;
}
