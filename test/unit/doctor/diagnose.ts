import { Doctor } from '../../../src/doctor/doctor.ts';
import type { Finding } from '../../../src/doctor/finding.ts';
import { seq, type Entry } from '../../../src/session/entry.ts';
import { Protocols } from '../../../src/session/protocols.ts';
import { Transcriber } from '../../../src/session/transcribe.ts';
import type { WireEvent } from '../../../src/wire/wire-event.ts';
import { draw } from '../../draw.ts';

export const PAGE = 'http://127.0.0.1:4173';
export const URL = 'http://api.example:3000';
const ASKED = {
  url: URL,
  path: '/socket.io/',
  protocol: 'v4',
  parser: 'default',
  transports: ['polling', 'websocket'],
  namespaces: ['/'],
  page: PAGE,
  withCredentials: false,
  headerNames: [],
  relay: false,
};

/** What the worker records when the person connects. */
export function asked(different: Readonly<Record<string, unknown>> = {}): string {
  return `0ms user connect ${JSON.stringify({ ...ASKED, ...different })}`;
}

/** What the worker records of the protocol, and what the decoders go by. */
export function speaking(protocol: string, parser = 'default'): string {
  return `0ms client protocol ${JSON.stringify({ protocol, parser, how: 'chosen' })}`;
}

export function report(
  at: number,
  check: string,
  outcome: string,
  more: Readonly<Record<string, unknown>> = {},
): string {
  return `${at}ms client probe ${JSON.stringify({ check, outcome, words: `${check} ${outcome}`, tookMs: 1, ...more })}`;
}

/** As a session is read: the log says which protocol it speaks. */
export function entriesFrom(events: readonly WireEvent[]): readonly Entry[] {
  const protocols = new Protocols();
  const transcriber = new Transcriber(protocols);
  return events.map((event, i) => {
    if (event.kind === 'client') protocols.step(i, event);
    return transcriber.transcribe(seq(i), event);
  });
}

export function diagnose(events: readonly WireEvent[]): readonly Finding[] {
  const doctor = new Doctor();
  for (const entry of entriesFrom(events)) doctor.step(entry);
  return doctor.findings();
}

export function findingsIn(...drawn: readonly string[]): readonly Finding[] {
  return diagnose(draw(drawn.join('\n')));
}

/** `rule certainty`, the most helpful first. */
export function namesIn(...drawn: readonly string[]): readonly string[] {
  return findingsIn(...drawn).map(({ rule, certainty }) => `${rule} ${certainty}`);
}

export const OPEN =
  '0{"sid":"a","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}';
export const POLL = `${URL}/socket.io/?EIO=4&transport=polling`;
export const WS = 'ws://api.example:3000/socket.io/?EIO=4&transport=websocket';

/** By polling, up after 20 ms. */
export const UP_BY_POLLING = `
   1ms > GET #1 ${POLL}
   4ms < 200 #1 ${OPEN}
   5ms > POST #2 ${POLL}&sid=a 40
   6ms > GET #3 ${POLL}&sid=a
   7ms < 200 #2 ok
   8ms < 200 #3 40{"sid":"b"}
   8ms client connect / {"id":"b","recovered":false}
   9ms > GET #4 ${POLL}&sid=a`;

/** And upgraded, on channel 5. */
export const UPGRADED = `${UP_BY_POLLING}
   9ms client upgrading {"transport":"websocket"}
  10ms open #5 ${WS}&sid=a
  11ms > #5 2probe
  14ms < #5 3probe
  15ms < 200 #4 6
  16ms > #5 5
  16ms client upgrade {"transport":"websocket"}`;

/** WebSocket only, on channel 7. */
export const UP_BY_WEBSOCKET = `
   1ms open #7 ${WS}
   2ms < #7 ${OPEN}
   3ms > #7 40
   4ms < #7 40{"sid":"b"}
   4ms client connect / {"id":"b","recovered":false}`;
