import { Absences } from '../../projections/absences.ts';
import { endsConnection, reasonIn } from '../../session/connection-end.ts';
import type { Entry, Packet } from '../../session/entry.ts';
import type { ClientEvent, UserAction } from '../../wire/wire-event.ts';
import { Address } from './address.ts';
import { EngineLife } from './engine-life.ts';
import { Faults } from './faults.ts';
import { looseIn } from './loose.ts';
import { Messages } from './messages.ts';
import { Namespaces } from './namespaces.ts';
import { ProbeReports } from './probe-reports.ts';

/** A server that cannot read a CONNECT ends the session within milliseconds; one that does not answer takes 45 s. */
const AT_ONCE_MS = 2000;
const OLDER_SERVER = /^It seems you are trying to reach a Socket\.IO server in v2/;

/** Time of the log's last entry, whosever it is. */
export type LogTime = { at: number };

/** What the rules know of one connection: counts and row numbers, never the traffic itself. */
export class ConnectionFacts {
  readonly conn: number;
  readonly address = new Address();
  readonly engine = new EngineLife();
  readonly namespaces = new Namespaces();
  readonly messages = new Messages();
  readonly reports = new ProbeReports();
  /** When the tab was hidden, frozen or paused. */
  readonly absences = new Absences();
  readonly faults = new Faults();
  readonly time: LogTime;
  /** A namespace is connected (of Engine.IO alone: the session is open). */
  isUp = false;
  ups = 0;
  upAt = 0;
  /** Of the first connection. */
  upSeq = 0;
  /** The last time that the person connected. */
  connectSeq: number | undefined;
  /** The person has left. */
  isLeaving = false;
  /** Reconnects that failed since the connection was up. */
  attempts = 0;
  gaveUp: number | undefined;

  constructor(conn: number, time: LogTime) {
    this.conn = conn;
    this.time = time;
  }

  /** The connection was up and is not, and nobody on this side wanted that. */
  get isLost(): boolean {
    return this.ups > 0 && !this.isUp && !this.isLeaving;
  }

  get isBare(): boolean {
    return this.address.protocol === 'eio4' || this.address.protocol === 'eio3';
  }

  step(entry: Entry): void {
    const { event } = entry;
    if (event.kind === 'client' || event.kind === 'user') {
      this.absences.step(entry);
      this.faults.step(entry);
    }
    switch (event.kind) {
      case 'frame':
        this.engine.frame(entry, event);
        break;
      case 'request':
        this.engine.request(entry, event);
        break;
      case 'response':
        // What is no packet at all is one fact, not a malformed packet besides.
        if (!this.engine.response(entry, event)) return;
        break;
      case 'failed':
        this.engine.failed(entry, event);
        return;
      case 'opened':
        this.engine.opened(event);
        return;
      case 'closed':
        if (!this.isLeaving && this.engine.closed(entry, event)) this.#end(entry, event.code, undefined);
        else if (!this.isLeaving) this.engine.lateClose(event);
        return;
      case 'client':
        return this.#client(entry, event);
      case 'user':
        return this.#user(entry, event);
    }
    for (const packet of entry.packets) this.#packet(entry, packet);
  }

  #packet(entry: Entry, packet: Packet): void {
    const { kind, socket, malformed, direction } = packet;
    switch (kind) {
      case 'EVENT':
      case 'BINARY_EVENT':
        if (socket) this.messages.event(entry, packet, socket, this.upAt, this.ups > 1);
        return;
      case 'ACK':
      case 'BINARY_ACK':
        if (socket) this.messages.answered(entry, packet, socket);
        return;
      case 'malformed':
        // Some servers answer the poll that the client leaves behind with an empty body.
        if (this.isLeaving) return;
        if (malformed && direction === 'received') this.messages.flawed(entry, malformed);
        else if (malformed?.reason === 'too-many-attachments' && this.engine.session) {
          this.engine.session.overloaded = entry;
        }
        return;
      case 'CONNECT':
        if (!socket) return;
        if (direction === 'sent') this.namespaces.ask(entry, socket.nsp);
        // A server of generation 4 always sends the session's id; one of generation 3 never does.
        else if (socket.json !== '' || this.engine.generation === 3) this.#up(entry, socket.nsp);
        else this.engine.failures.olderServer.see(entry);
        return;
      case 'DISCONNECT':
        if (socket && direction === 'received') this.#kicked(entry, socket.nsp);
        return;
      case 'message':
      case 'attachment':
      case 'noop':
        return;
      case 'close':
        if (direction === 'received' && !this.isLeaving) this.#end(entry, undefined, undefined);
        return;
      case 'open':
      case 'ping':
      case 'pong':
      case 'upgrade':
        this.engine.packet(entry, packet);
        if (kind === 'open' && this.isBare) this.#up(entry, '');
        return;
      default:
        // CONNECT_ERROR, and ERROR as Socket.IO 2 calls it.
        if (socket && direction === 'received') this.namespaces.refused(entry, socket);
    }
  }

  #client(entry: Entry, event: ClientEvent): void {
    const told = looseIn(event.detail);
    const { failures } = this.engine;
    switch (event.event) {
      case 'connect':
        return this.#up(entry, event.nsp ?? '/');
      case 'protocol':
        return this.address.readProtocol(event.detail);
      case 'connect_error':
        if (told['message'] === 'timeout') this.engine.timedOut(entry);
        if (typeof told['message'] === 'string' && OLDER_SERVER.test(told['message'])) failures.olderServer.see(entry);
        return;
      case 'upgrading':
        return this.engine.upgrade.begin(event.at);
      case 'upgrade_error':
        if (this.engine.session && !isNoFailure(told['message'])) this.engine.upgrade.fail(entry);
        return;
      case 'reconnect_attempt':
        this.attempts++;
        return;
      case 'reconnect_failed':
        this.gaveUp = entry.seq;
        return;
      case 'ack_timeout':
        return this.messages.gaveUp(entry, event);
      case 'close':
      case 'disconnect':
        this.#ended(entry, event, told['description']);
    }
  }

  #ended(entry: Entry, event: ClientEvent, description: unknown): void {
    const reason = reasonIn(event);
    if (this.isLeaving) return;
    if (description === 'network connection lost') this.engine.failures.offline.see(entry);
    if (endsConnection(event)) this.#end(entry, undefined, reason);
    else if (reason === 'io server disconnect') this.#kicked(entry, event.nsp ?? '/');
  }

  #user(entry: Entry, event: UserAction): void {
    switch (event.action) {
      case 'connect':
        this.address.read(event.detail);
        this.connectSeq = entry.seq;
        this.isLeaving = false;
        this.#startAnew();
        return;
      case 'disconnect':
        this.isLeaving = true;
        this.isUp = false;
        this.engine.session = undefined;
        return this.#startAnew();
      case 'diagnose':
        return this.reports.clear();
      case 'emit':
      case 'replay':
        return this.messages.emitted(entry, event, this.isLost);
    }
  }

  #startAnew(): void {
    this.engine.failures.clear();
    this.namespaces.clear();
    this.reports.clear();
    this.attempts = 0;
    this.gaveUp = undefined;
  }

  #up(entry: Entry, nsp: string): void {
    this.namespaces.connected(nsp);
    if (this.isUp) return;
    this.isUp = true;
    this.upAt = entry.event.at;
    if (this.ups === 0) this.upSeq = entry.seq;
    this.ups++;
    this.attempts = 0;
    this.gaveUp = undefined;
    this.engine.failures.clear();
    this.reports.forgetObstacles();
    this.messages.back(entry);
  }

  #kicked(entry: Entry, nsp: string): void {
    this.namespaces.kicked(entry, nsp);
    this.isUp = this.namespaces.isAnyConnected;
  }

  /** Told twice, by the wire and by the client; the second time only adds what the first did not say. */
  #end(entry: Entry, code: number | undefined, reason: string | undefined): void {
    const { session, failures } = this.engine;
    this.engine.lose(entry, code, reason);
    if (!session) return;
    this.isUp = false;
    this.messages.questions.end();
    const unanswered = this.namespaces.end(entry.seq);
    const isOrderly = !session.isUnknown && code !== 1006 && (reason ?? 'transport close') === 'transport close';
    if (unanswered && isOrderly && entry.event.at - unanswered.at < AT_ONCE_MS) failures.closedUnanswered.see(entry);
  }
}

/** When the session ends meanwhile, the upgrade goes with it; and a fault that the person has put on is no failure. */
function isNoFailure(message: unknown): boolean {
  return typeof message === 'string' && /probe error: socket closed|refused by a fault/.test(message);
}
