import { vi } from 'vitest';
import * as ws from 'ws';
import type { ConnectOptions } from '../../../src/capture/connect-options.ts';
import { EMPTY_FORM, readConnectForm } from '../../../src/capture/connect-options.ts';
import type { Recorder } from '../../../src/capture/recorder.ts';
import { tappedWebSocket } from '../../../src/capture/tap-websocket.ts';
import { captureMs, type ClientEvent, type WireEvent } from '../../../src/wire/wire-event.ts';

/** Node 20 has `fetch`, but no WebSocket. Before a client is loaded, which looks for it then. */
export function installWebSocket(): void {
  vi.stubGlobal('WebSocket', tappedWebSocket(ws.WebSocket as unknown as typeof WebSocket));
}

/** As the form says it when nothing but the address is typed, and reconnecting soon. */
export function optionsFor(url: string, more: Partial<ConnectOptions> = {}): ConnectOptions {
  const form = readConnectForm({ ...EMPTY_FORM, url });
  if (!form.ok) throw new Error(form.error.map(({ message }) => message).join(' '));
  return { ...form.value, reconnectionDelayMs: 20, reconnectionDelayMaxMs: 50, ...more };
}

export type Recording = Recorder & {
  readonly events: readonly WireEvent[];
  /** What the client reported under that name. */
  named(event: string): readonly ClientEvent[];
};

export function recording(): Recording {
  const events: WireEvent[] = [];
  let channels = 0;
  return {
    conn: 1,
    events,
    now: () => captureMs(performance.now()),
    newChannel: () => ++channels,
    record: (event) => void events.push(event),
    named: (name) => events.filter((event): event is ClientEvent => event.kind === 'client' && event.event === name),
  };
}
