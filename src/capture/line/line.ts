import { fail, ok, type Result } from '../../base/result.ts';
import type { RawMessage } from '../../replay/raw/raw-message.ts';
import type { Recorder } from '../recorder.ts';
import { cutPolling, cutWebSocket, hangUp, isUnderWay } from './cut.ts';
import { Delayed } from './delayed.ts';
import type { LastingFault } from './fault.ts';
import { Faults } from './faults.ts';
import { Heartbeat } from './heartbeat.ts';
import { callInside, inside, objectInside, replaceInside } from './inside.ts';
import type { OutgoingPacket } from './outgoing-packets.ts';
import { rawDetail, sendRaw } from './raw.ts';
import { hasSession, isOpen, pretendSent } from './transport.ts';

const NOT_OPEN = 'This connection is not open: what is typed would go nowhere.';
const NO_CUT = 'A WebTransport session cannot be dropped without a goodbye.';

/**
 * The engine and the transports of a connection, through all its reconnects: what the client says passes here on its
 * way out, and what the client would never say can be said.
 */
export class Line {
  readonly faults: Faults;
  readonly #recorder: Recorder;
  readonly #delayed = new Delayed();
  readonly #heartbeat = new Heartbeat();
  /** The newest; it knows its engine. */
  #transport: object | undefined;
  /** Of the polling transport: its poll and its POST, as long as they are under way. */
  #requests: readonly object[] = [];
  /** WebSockets that were left without a word. */
  #abandoned: object[] = [];

  constructor(recorder: Recorder, onchange: () => void) {
    this.#recorder = recorder;
    this.faults = new Faults(recorder, onchange);
  }

  /** Of each transport of the connection, before it opens. */
  take(transport: object): void {
    this.#transport = transport;
    replaceInside(transport, 'write', (write, packets) => this.#write(transport, write, packets));
    replaceInside(transport, 'request', (request, ...args) => this.#asked(request(...args)));
    replaceInside(transport, 'doOpen', (open, ...args) => {
      const isUpgrade = inside(transport, 'name') !== 'polling' && hasSession(transport);
      if (!isUpgrade || this.faults.amountOf('refuse-upgrade') === 0) return open(...args);
      return callInside(transport, 'emit', 'error', new Error('the upgrade is refused by a fault'));
    });
  }

  /** Ends or changes a lasting fault; `amount` as in `FaultsOn`, 0 for off. */
  set(fault: LastingFault, amount: number): void {
    this.faults.set(fault, amount);
    if (fault === 'delay' && amount === 0) this.#delayed.flush();
    if (fault === 'withhold-heartbeat' && amount === 0) this.#heartbeat.makeUp();
  }

  closeEngine(): Result<void, string> {
    const engine = this.#engine;
    if (!engine || !isOpen(engine)) return fail(NOT_OPEN);
    this.faults.record('close-engine');
    callInside(engine, 'close');
    return ok(undefined);
  }

  /** As if the network were gone: nothing more crosses from here, and the client is told that its transport closed. */
  dropTransport(): Result<void, string> {
    const engine = this.#engine;
    const transport = engine && objectInside(engine, 'transport');
    if (!engine || !transport || !isOpen(engine)) return fail(NOT_OPEN);
    const via = inside(transport, 'name');
    if (via === 'webtransport') return fail(NO_CUT);
    this.faults.record('drop-transport');
    this.#delayed.forget();
    if (via === 'polling') cutPolling(transport, this.#requests);
    else this.#abandoned = [...this.#abandoned, ...cutWebSocket(transport)];
    return ok(undefined);
  }

  sendRaw(message: RawMessage): Result<void, string> {
    const engine = this.#engine;
    const transport = engine && objectInside(engine, 'transport');
    if (!engine || !transport || !isOpen(engine)) return fail(NOT_OPEN);
    const via = String(inside(transport, 'name'));
    const act = (): void => {
      const { conn } = this.#recorder;
      const detail = rawDetail(message, via);
      this.#recorder.record({ kind: 'user', at: this.#recorder.now(), conn, action: 'raw', detail });
    };
    return sendRaw(engine, transport, message, act);
  }

  /** The person disconnects: all faults end, and nothing stays open. Before the client closes. */
  end(): void {
    this.faults.endAll('disconnected');
    this.#delayed.flush();
    for (const socket of this.#abandoned.splice(0)) hangUp(socket);
  }

  get #engine(): object | undefined {
    return this.#transport && objectInside(this.#transport, 'socket');
  }

  #asked(request: unknown): unknown {
    const made = typeof request === 'object' && request !== null ? [request] : [];
    this.#requests = [...this.#requests.filter(isUnderWay), ...made];
    return request;
  }

  #write(transport: object, write: (packets: unknown) => unknown, packets: unknown): void {
    if (!isPackets(packets)) return void write(packets);
    const engine = objectInside(transport, 'socket');
    const passed = this.faults.pass(packets, ({ type }) => engine && this.#heartbeat.withheld(engine, type));
    const delayMs = this.faults.amountOf('delay');
    if (passed.length === 0) return pretendSent(transport);
    if (delayMs === 0 && this.#delayed.isEmpty) return void write(passed);
    // Two POSTs at once would end the session; what comes meanwhile goes with the next.
    if (inside(transport, 'name') === 'polling') Reflect.set(transport, 'writable', false);
    else pretendSent(transport);
    this.#delayed.add(delayMs, () => {
      if (isOpen(transport)) write([...passed]);
    });
  }
}

function isPackets(value: unknown): value is readonly OutgoingPacket[] {
  return Array.isArray(value);
}
