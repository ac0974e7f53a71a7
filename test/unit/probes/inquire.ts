import { afterAll, beforeAll, vi } from 'vitest';
import { WebSocket as NodeWebSocket } from 'ws';
import type { ConnectForm } from '../../../src/capture/connect-options.ts';
import { EMPTY_FORM, readConnectForm } from '../../../src/capture/connect-options.ts';
import { runChecks, type PageFacts } from '../../../src/capture/probes/run-checks.ts';
import type { Recorder } from '../../../src/capture/recorder.ts';
import { tappedWebSocket } from '../../../src/capture/tap-websocket.ts';
import type { CheckState, ProbeReport } from '../../../src/doctor/checks.ts';
import { captureMs, type WireEvent } from '../../../src/wire/wire-event.ts';

/** Node 20 has `fetch` and no WebSocket; that of `ws` behaves as a browser's, but knows no CORS, as Node does not. */
export function useNodeWebSocket(): void {
  beforeAll(() => void vi.stubGlobal('WebSocket', tappedWebSocket(NodeWebSocket as never)));
  afterAll(() => void vi.unstubAllGlobals());
}

export type Inquired = {
  readonly events: readonly WireEvent[];
  readonly reports: readonly ProbeReport[];
  readonly states: readonly CheckState[];
  /** Outcomes by check, of those that ran. */
  readonly outcomes: Readonly<Record<string, string>>;
};

export type Asking = {
  readonly all?: boolean;
  readonly signal?: AbortSignal;
  readonly page?: PageFacts;
  readonly relay?: NonNullable<Recorder['relay']>;
  readonly onstate?: (states: readonly CheckState[]) => void;
};

/** Runs the checks as the worker would, from a page of loopback. */
export async function inquire(url: string, form: Partial<ConnectForm> = {}, asking: Asking = {}): Promise<Inquired> {
  const options = readConnectForm({ ...EMPTY_FORM, url, ...form });
  if (!options.ok) throw new Error(options.error.map(({ message }) => message).join(' '));
  const events: WireEvent[] = [];
  const startedAt = performance.now();
  let channels = 0;
  let states: readonly CheckState[] = [];
  const recorder: Recorder = {
    conn: 1,
    ...(asking.relay && { relay: asking.relay }),
    now: () => captureMs(performance.now() - startedAt),
    newChannel: () => ++channels,
    record: (event) => void events.push(event),
  };
  const onstate = (told: readonly CheckState[]): void => {
    states = told;
    asking.onstate?.(told);
  };
  const page = asking.page ?? { origin: 'http://127.0.0.1:4173', isOnline: true };
  const signal = asking.signal ?? new AbortController().signal;
  await runChecks(options.value, recorder, page, signal, onstate, asking.all ?? false);
  const reports = events.flatMap((event) =>
    event.kind === 'client' && event.event === 'probe' ? [event.detail as ProbeReport] : [],
  );
  const outcomes = Object.fromEntries(reports.map(({ check, outcome }) => [check, outcome]));
  return { events, reports, states, outcomes };
}
