import type { CaptureMs, WireEvent } from '../wire/wire-event.ts';
import type { RelayRoute } from './relay-access.ts';

/** Where a connection's WireEvents go. `now` is the session's monotonic clock. */
export type Recorder = {
  readonly conn: number;
  /** Set where the connection goes through the relay: its channels must show the token. */
  readonly relay?: RelayRoute;
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

/** The same recorder for traffic of our own: whatever it records belongs to the check `probe`. */
export function probing(recorder: Recorder, probe: string): Recorder {
  return { ...recorder, record: (event) => recorder.record({ ...event, probe }) };
}
