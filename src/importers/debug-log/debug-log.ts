import { fail, ok, type Result } from '../../base/result.ts';
import { decodersFor } from '../../session/decoders.ts';
import type { SessionHeader } from '../../session/header.ts';
import type { SpokenProtocol } from '../../session/protocols.ts';
import { captureMs, type WireEvent } from '../../wire/wire-event.ts';
import type { Pieces } from '../byte-source.ts';
import type { ImportedSession } from '../imported-session.ts';
import { InferredEvents } from '../inferred-events.ts';
import { inferredAside } from '../inferred-words.ts';
import { lineBlocks } from '../line-blocks.ts';
import type { Damage } from '../ndjson.ts';
import { ProblemList } from '../problem-list.ts';
import { SpokenProtocolGuess } from '../spoken-protocol.ts';
import { ClientLog } from './client-log.ts';
import { DebugClock } from './debug-clock.ts';
import { readDebugLine } from './debug-line.ts';
import { DebugWire } from './debug-wire.ts';
import { debugAsides } from './debug-asides.ts';
import { ParserLog } from './parser-log.ts';
import { ServerLog } from './server-log.ts';

type Told = { readonly at: number; readonly namespace: string; readonly message: string };
type Reader = { read(at: number, namespace: string, message: string): void };

const BATCH = 2000;
const NO_URL = 'http://server/socket.io/?EIO=4';
const NONE = 'This log holds no packets: DEBUG=engine*,socket.io* prints them, and fewer namespaces may not.';

/** Whether `head` is what `DEBUG=engine*,socket.io*` prints. */
export function isDebugLog(head: string): boolean {
  return (
    !/^\s*[{<]/.test(head) && head.split('\n').some((line) => readDebugLine(line.replace(/\r$/, '')) !== undefined)
  );
}

/** Reads what `DEBUG=engine*,socket.io*` prints, of a client or of a server. */
export async function readDebugLog(pieces: Pieces, damage: Damage): Promise<Result<ImportedSession, string>> {
  const problems = new ProblemList();
  const clock = new DebugClock();
  const told: Told[] = [];
  let strangers = 0;
  for await (const { lines } of lineBlocks(pieces)) {
    for (const text of lines) {
      const line = text === undefined ? undefined : readDebugLine(text);
      if (line) told.push({ at: clock.at(line), namespace: line.namespace, message: line.message });
      else if (text?.trim() !== '') strangers++;
    }
  }
  if (damage.sentence !== undefined) problems.add(`After line ${told.length + strangers}: ${damage.sentence}`);
  const wire = new DebugWire(NO_URL);
  const view = viewOf(told);
  const reader = readerFor(view, told, wire);
  for (const { at, namespace, message } of told) reader.read(at, namespace, message);
  if (wire.events.length === 0) return fail(NONE);
  const facts = { view, strangers, unseenBytes: wire.unseenBytes, hasDate: clock.startedAtMs !== undefined };
  const asides = debugAsides({ ...facts, clients: reader instanceof ServerLog ? reader.clients : 1 });
  return ok(sessionOf(wire, clock, problems, asides));
}

/** Whose log it is. One of both in one process is read as the server's, which shows both directions. */
function viewOf(told: readonly Told[]): 'server' | 'client' | 'server-parser' | 'client-parser' {
  const has = (pattern: RegExp): boolean => told.some(({ namespace }) => pattern.test(namespace));
  if (has(/^engine:(ws|websocket|polling|socket)/)) return 'server';
  if (has(/^engine\.io-client/)) return 'client';
  return has(/^socket\.io-client/) ? 'client-parser' : 'server-parser';
}

function readerFor(view: ReturnType<typeof viewOf>, told: readonly Told[], wire: DebugWire): Reader {
  switch (view) {
    case 'client':
      return new ClientLog(wire);
    case 'server': {
      const isWriting = ({ namespace, message }: Told): boolean =>
        /^engine:(ws|websocket)$/.test(namespace) && message.startsWith('writing "');
      return new ServerLog(wire, told.some(isWriting));
    }
    case 'client-parser':
    case 'server-parser':
      return new ParserLog(wire, view === 'client-parser');
  }
}

function sessionOf(
  wire: DebugWire,
  clock: DebugClock,
  problems: ProblemList,
  asides: readonly string[],
): ImportedSession {
  const { version, url } = wire;
  const [origin = '', path = '/socket.io/'] = /^(\w+:\/\/[^/]+)([^?]*)/.exec(url)?.slice(1) ?? [];
  const spoken = spokenIn(wire.events, version, path);
  const decoders = decodersFor(spoken.protocol, spoken.parser);
  const inferred = new InferredEvents();
  // A program prints a good deal before anything crosses.
  const startsAt = wire.events[0]?.at ?? 0;
  const events: WireEvent[] = [];
  for (const { at, ...rest } of wire.events) {
    const event: WireEvent = { ...rest, at: captureMs(at - startsAt) };
    events.push(...inferred.before(event), event, ...inferred.after(event, decoders));
  }
  const transports = new Set(events.flatMap((event) => ('via' in event ? [event.via] : [])));
  const namespaces = [...(inferred.namespaces.get(1) ?? [])];
  const startedAtMs = (clock.startedAtMs ?? 0) + startsAt;
  const header: SessionHeader = {
    id: '',
    name: `${origin.replace(/^\w+:\/\//, '')}, from a DEBUG log`,
    startedAt: new Date(startedAtMs).toISOString(),
    endedAt: new Date(startedAtMs + (events.at(-1)?.at ?? 0)).toISOString(),
    app: 'DEBUG log',
    userAgent: '',
    connections: [{ id: 1, url: origin, path, ...spoken, transports: [...transports], namespaces }],
    notes: [],
    tags: [],
  };
  const all = [...asides, ...inferredAside('A DEBUG log', inferred.count)];
  return { header, isNameless: true, batches: batchesOf(events), problems, asides: all };
}

function spokenIn(events: readonly WireEvent[], version: 3 | 4, path: string): SpokenProtocol {
  const guess = new SpokenProtocolGuess(version);
  for (const event of events) {
    if (guess.hasEnough) break;
    if ('payload' in event && event.payload !== undefined) guess.see(event.payload, event.via);
  }
  return guess.spoken(path, false);
}

async function* batchesOf(events: readonly WireEvent[]): AsyncGenerator<readonly WireEvent[], void, void> {
  for (let at = 0; at < events.length; at += BATCH) yield events.slice(at, at + BATCH);
}
