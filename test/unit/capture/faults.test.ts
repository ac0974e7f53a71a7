import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import openServer2 from 'socket.io-v2';
import { attach as attachEngine6 } from 'engine.io';
import engine3 from 'engine.io-v3';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { Found } from '../../../src/capture/clients.ts';
import { loadClient } from '../../../src/capture/clients.ts';
import type { Connection } from '../../../src/capture/connection.ts';
import type { ConnectOptions } from '../../../src/capture/connect-options.ts';
import { tappedXMLHttpRequest } from '../../../src/capture/tap-xhr.ts';
import { payloadOf } from '../../../src/wire/wire-event.ts';
import { behave } from '../../servers/behaviour.ts';
import { installWebSocket, optionsFor, recording } from './in-node.ts';
import { NodeRequest } from './node-request.ts';
import { serve } from './servers.ts';

beforeAll(() => {
  installWebSocket();
  // Generation 3 brings its own, which is not recorded.
  vi.stubGlobal('XMLHttpRequest', tappedXMLHttpRequest(NodeRequest as unknown as typeof XMLHttpRequest));
});

const open: Connection[] = [];
afterEach(() => {
  for (const connection of open.splice(0)) connection.close();
});

/** How each of a server's Engine.IO sessions ended, in its own words, and the events that arrived. */
type Seen = { readonly ends: string[]; readonly events: unknown[] };
type Beats = { readonly pingInterval?: number; readonly pingTimeout?: number };
const BEATS = { pingInterval: 300, pingTimeout: 300 };

const SERVERS = {
  v4: (http: HttpServer, seen: Seen, beats: Beats) => watched(new Server(http, { ...beats }), 'engine', seen),
  v2: (http: HttpServer, seen: Seen, beats: Beats) => watched(openServer2(http, { ...beats }), 'eio', seen),
  eio4: (http: HttpServer, seen: Seen, beats: Beats) =>
    bare(attachEngine6(http, { ...beats, path: '/engine.io/' }), seen),
  eio3: (http: HttpServer, seen: Seen, beats: Beats) => bare(engine3.attach(http, { ...beats }), seen),
} as const;

function watched(io: object, engine: string, seen: Seen) {
  behave(io, 'a server');
  on(io, 'connection', (socket) => {
    on(Reflect.get(socket, 'conn'), 'close', (why) => seen.ends.push(String(why)));
    on(socket, 'say', (...words) => seen.events.push(words));
  });
  return { clientsCount: 0, ...(Reflect.get(io, engine) as object) };
}

function bare(engine: object, seen: Seen) {
  on(engine, 'connection', (socket) => {
    on(socket, 'close', (why) => seen.ends.push(String(why)));
    on(socket, 'message', (message) => seen.events.push(String(message)));
  });
  return { clientsCount: 0 };
}

function on(emitter: object, event: string, listener: (...args: object[]) => void): void {
  Reflect.apply(Reflect.get(emitter, 'on'), emitter, [event, listener]);
}

async function connect(protocol: Found['protocol'], more: Partial<ConnectOptions>, beats: Beats = {}) {
  const seen: Seen = { ends: [], events: [] };
  const { url } = await serve((http) => SERVERS[protocol](http, seen, beats));
  const recorder = recording();
  const openConnection = await loadClient({ protocol, parser: 'default' });
  const path = protocol.startsWith('eio') ? '/engine.io/' : '/socket.io/';
  const options = optionsFor(url, { transports: 'websocket', path, reconnect: false, ...more });
  const connection = openConnection(options, recorder, () => undefined);
  open.push(connection);
  await expect.poll(() => connection.status).toBe('connected');
  const say = (...args: unknown[]): void => {
    if (protocol.startsWith('eio')) return connection.send(String(args[0]));
    connection.emit({ nsp: '/', event: 'say', args, expectAck: false, ackTimeoutMs: undefined, isVolatile: false });
  };
  const acts = (action: string) =>
    recorder.events.flatMap((event) => (event.kind === 'user' && event.action === action ? [event.detail] : []));
  return { connection, line: connection.line, recorder, seen, say, acts };
}

const PROTOCOLS = ['v4', 'v2', 'eio4', 'eio3'] as const;
const TRANSPORTS = ['websocket', 'polling'] as const;
const ALL = PROTOCOLS.flatMap((protocol) => TRANSPORTS.map((transports) => ({ protocol, transports })));

/** At the same time, because each waits for heartbeats. */
function everywhere(check: (how: (typeof ALL)[number]) => Promise<void>): Promise<unknown> {
  return Promise.all(ALL.map((how) => check(how)));
}

it('a withheld heartbeat makes the server end the session, and none of it counts as sent', () =>
  everywhere(async ({ protocol, transports }) => {
    const { line, recorder, seen, acts } = await connect(protocol, { transports }, BEATS);
    const before = recorder.events.length;
    line.set('withhold-heartbeat', 1);
    await expect.poll(() => seen.ends).toEqual(['ping timeout']);
    expect(acts('fault')).toEqual([{ fault: 'withhold-heartbeat', amount: 1 }]);
    const packet = protocol === 'v4' || protocol === 'eio4' ? 'pong' : 'ping';
    expect(recorder.named('withheld').map(({ detail }) => detail)).toEqual([{ packet }]);
    const sent = recorder.events.slice(before).filter((event) => event.kind === 'frame' && event.dir === 'sent');
    const posted = recorder.events.slice(before).filter((event) => event.kind === 'request' && event.method === 'POST');
    expect([...sent, ...posted]).toEqual([]);
    await expect.poll(() => recorder.named('close').length).toBe(1);
    expect(recorder.named('close')[0]?.detail).not.toMatchObject({ reason: 'ping timeout' });
  }));

it('what is withheld is made up for when the fault ends in time, and the session lives on', () =>
  everywhere(async ({ protocol, transports }) => {
    const { connection, line, recorder, seen } = await connect(
      protocol,
      { transports },
      { pingInterval: 300, pingTimeout: 1500 },
    );
    line.set('withhold-heartbeat', 1);
    await expect.poll(() => recorder.named('withheld').length).toBe(1);
    line.set('withhold-heartbeat', 0);
    line.set('withhold-heartbeat', 1);
    // The next heartbeat comes only because of the one before.
    await expect.poll(() => recorder.named('withheld').length).toBe(2);
    expect(seen.ends).toEqual([]);
    expect(connection.status).toBe('connected');
  }));

it('a dropped transport says no goodbye', () =>
  everywhere(async ({ protocol, transports }) => {
    const { connection, line, recorder, seen } = await connect(protocol, { transports }, BEATS);
    expect(line.dropTransport().ok).toBe(true);
    await expect.poll(() => connection.status).not.toBe('connected');
    expect(recorder.named('close')).toMatchObject([{ detail: { reason: 'transport close' } }]);
    const goodbye = recorder.events.some((event) => event.kind === 'closed' || payloadOf(event) === '1');
    expect(goodbye).toBe(false);
    // A poll that is aborted before the server holds it tells the server nothing.
    const ends = transports === 'polling' ? /^(transport error|ping timeout)$/ : /^ping timeout$/;
    await expect.poll(() => seen.ends.join()).toMatch(ends);
  }));

it('a closed engine says goodbye', () =>
  everywhere(async ({ protocol, transports }) => {
    const { line, recorder, seen } = await connect(protocol, { transports });
    expect(line.closeEngine().ok).toBe(true);
    await expect.poll(() => seen.ends).toEqual(['transport close']);
    expect(recorder.named('close')).toMatchObject([{ detail: { reason: 'forced close' } }]);
    expect(line.closeEngine().ok).toBe(false);
  }));

it('messages are lost and doubled as many as were asked for, with their attachments', () =>
  everywhere(async ({ protocol, transports }) => {
    const { line, recorder, seen, say, acts } = await connect(protocol, { transports });
    const bytes = protocol.startsWith('v') ? [new Uint8Array([4, 5])] : [];
    line.set('lose', 1);
    say('lost', ...bytes);
    line.set('duplicate', 1);
    say('twice', ...bytes);
    say('once');
    await expect.poll(() => seen.events.map(firstOf)).toEqual(['twice', 'twice', 'once']);
    expect(recorder.named('lost')).toHaveLength(1);
    expect(recorder.named('duplicated')).toHaveLength(1);
    expect(acts('fault_end')).toEqual([
      { fault: 'lose', why: 'used up' },
      { fault: 'duplicate', why: 'used up' },
    ]);
  }));

it('delayed frames arrive late and in order, and at once when the delay ends', () =>
  everywhere(async ({ protocol, transports }) => {
    const { line, seen, say } = await connect(protocol, { transports });
    line.set('delay', 60_000);
    say('one');
    say('two');
    line.set('delay', 0);
    say('three');
    await expect.poll(() => seen.events.map(firstOf)).toEqual(['one', 'two', 'three']);
    line.set('delay', 80);
    const from = performance.now();
    say('four');
    say('five');
    await expect.poll(() => seen.events.slice(3).map(firstOf)).toEqual(['four', 'five']);
    // It cannot have been earlier; how much later, a busy machine decides.
    expect(performance.now() - from).toBeGreaterThan(79);
  }));

it('an upgrade is refused, and the connection stays on polling', () =>
  Promise.all(
    PROTOCOLS.map(async (protocol) => {
      const { connection, line, recorder, acts } = await connect(protocol, {
        transports: 'polling-then-upgrade',
        reconnect: true,
      });
      await expect.poll(() => connection.transport).toBe('websocket');
      line.set('refuse-upgrade', 1);
      line.closeEngine();
      await expect.poll(() => recorder.named('upgrade_error').length).toBe(1);
      expect(JSON.stringify(recorder.named('upgrade_error')[0]?.detail)).toContain('refused by a fault');
      await expect.poll(() => connection.transport).toBe('polling');
      connection.close();
      expect(acts('fault_end')).toEqual([{ fault: 'refuse-upgrade', why: 'disconnected' }]);
      expect(line.faults.on).toEqual({});
    }),
  ));

it('what a person types goes out as it is, past the faults, with the act just before it', () =>
  everywhere(async ({ protocol, transports }) => {
    const { line, recorder, seen } = await connect(protocol, { transports });
    line.set('lose', 1);
    line.set('withhold-heartbeat', 1);
    const isBare = protocol.startsWith('eio');
    const isOld = protocol === 'v2' || protocol === 'eio3';
    const header = '51-["say","packet",{"_placeholder":true,"num":0}]';
    const parts = isBare ? ['packet'] : [header, Uint8Array.of(1, 2)];
    expect(line.sendRaw({ layer: 'socket', parts }).ok).toBe(true);
    await expect.poll(() => seen.events.map(firstOf)).toEqual(['packet']);
    const from = recorder.events.length;
    expect(line.sendRaw({ layer: 'engine', parts: ['3'] }).ok).toBe(true);
    expect(line.sendRaw({ layer: 'engine', parts: ['x'] }).ok).toBe(false);
    const frame = isBare ? '4frame' : '42["say","frame"]';
    const isBody = transports === 'polling' && isOld;
    expect(line.sendRaw({ layer: 'frame', parts: [isBody ? `${frame.length}:${frame}` : frame] }).ok).toBe(true);
    await expect.poll(() => seen.events.map(firstOf)).toEqual(['packet', 'frame']);
    expect(recorder.named('withheld')).toEqual([]);
    // Over polling the POST of one may still be under way when the next is asked for; generation 3 is not recorded there.
    if (transports === 'polling') return;
    const told = recorder.events.slice(from).map((event) => (event.kind === 'user' ? event.action : payloadOf(event)));
    expect(told.slice(0, 4)).toEqual(['raw', '3', 'raw', frame]);
  }));

function firstOf(event: unknown): unknown {
  return Array.isArray(event) ? event[0] : event;
}
