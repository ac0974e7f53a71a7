import type { ConnectOptions } from '../../../src/capture/connect-options.ts';
import { EMPTY_FORM, readConnectForm } from '../../../src/capture/connect-options.ts';
import type {
  Connection,
  ConnectionStatus,
  NamespaceStanding,
  OutgoingEvent,
} from '../../../src/capture/connection.ts';
import type { ConnectForm } from '../../../src/capture/connect-options.ts';
import type { OnEvent } from '../../../src/capture/hearing.ts';
import { Line } from '../../../src/capture/line/line.ts';
import type { Question } from '../../../src/capture/questions.ts';
import { probing, type Recorder } from '../../../src/capture/recorder.ts';
import type { ParserName, ProtocolName } from '../../../src/session/header.ts';
import type { Database } from '../../../src/storage/database.ts';
import { Endpoints } from '../../../src/storage/endpoints.ts';
import type { Decision } from '../../../src/worker/decide.ts';
import type { Surroundings } from '../../../src/worker/surroundings.ts';

export function optionsFrom(form: Partial<ConnectForm> = {}): ConnectOptions {
  const options = readConnectForm({ ...EMPTY_FORM, url: 'http://host:3000', ...form });
  if (!options.ok) throw new Error(options.error[0]?.message);
  return options.value;
}

/** A client whose network is the test: it records and says what it is told to. */
export class StagedClient implements Connection {
  readonly options: ConnectOptions;
  readonly protocol: ProtocolName;
  readonly parser: ParserName;
  readonly recorder: Recorder;
  readonly sent: (OutgoingEvent | string | Uint8Array)[] = [];
  status: ConnectionStatus = 'connecting';
  why: string | undefined;
  since = 0;
  isActive = true;
  readonly line: Line;
  onquestion: ((question: Question) => void) | undefined;
  transport: string | undefined;
  recovered: boolean | undefined;
  namespaces: NamespaceStanding[];
  readonly #onchange: () => void;

  constructor(found: Decision, options: ConnectOptions, recorder: Recorder, onchange: () => void) {
    this.options = options;
    this.protocol = found.protocol;
    this.parser = found.parser;
    this.recorder = recorder;
    this.#onchange = onchange;
    this.line = new Line(recorder, onchange);
    this.namespaces = options.namespaces.map(standing);
  }

  open(): void {}

  close(): void {
    this.isActive = false;
    this.turn('disconnected');
  }

  join(nsp: string): void {
    this.namespaces.push(standing(nsp));
  }

  leave(nsp: string): void {
    this.namespaces = this.namespaces.filter((namespace) => namespace.nsp !== nsp);
  }

  isOpenFor(nsp: string): boolean {
    return this.namespaces.some((namespace) => namespace.nsp === nsp);
  }

  emit(outgoing: OutgoingEvent): void {
    if (outgoing.event === 'disconnect') throw new Error('"disconnect" is a reserved event name');
    this.sent.push(outgoing);
  }

  readonly hasRoom = true;
  readonly #heard = new Set<OnEvent>();

  listen(onevent: OnEvent): () => void {
    this.#heard.add(onevent);
    return () => void this.#heard.delete(onevent);
  }

  answer(nsp: string, id: number, args: readonly unknown[]): void {
    this.sent.push(JSON.stringify({ nsp, id, args }));
  }

  send(payload: string | Uint8Array): void {
    this.sent.push(payload);
  }

  turn(status: ConnectionStatus): void {
    this.status = status;
    this.#onchange();
  }

  report(event: string, nsp?: string, detail?: unknown): void {
    const { conn } = this.recorder;
    this.recorder.record({ kind: 'client', at: this.recorder.now(), conn, event, ...(nsp && { nsp }), detail });
  }

  frame(payload: string): void {
    frame(this.recorder, payload);
  }

  /** As a client that the server lets in. */
  connect(): void {
    this.frame('0{"sid":"a","upgrades":[],"pingInterval":300,"pingTimeout":200,"maxPayload":1000}');
    this.frame('40{"sid":"b"}');
    this.report('connect', '/', { id: 'b' });
    this.turn('connected');
  }
}

/** The look at a server, which the test lets end. */
export type Look = {
  readonly options: ConnectOptions;
  readonly recorder: Recorder;
  readonly signal: AbortSignal;
  find(protocol: ProtocolName, parser?: ParserName): void;
};

/** For sessions of which nobody needs to be told. */
export const quiet = { onchange: () => undefined, onquestion: () => undefined, onproblem: () => undefined };

/** Surroundings without a network: what is asked of them is noted, and answered by the test. */
export function stage(database: Database) {
  const clients: StagedClient[] = [];
  const looks: Look[] = [];
  const surroundings: Surroundings = {
    endpoints: new Endpoints(database),
    pageOrigin: 'http://page',
    relay: undefined,
    page: {},
    environment: () => Promise.resolve({ timeZone: 'Europe/Berlin' }),
    pageFacts: () => Promise.resolve({ origin: 'http://page', isOnline: true }),
    findProtocol: (options, recorder, signal) =>
      new Promise((resolve) => {
        const find: Look['find'] = (protocol, parser = 'default') => resolve({ protocol, parser, how: 'looked' });
        signal.addEventListener('abort', () => find('v4'));
        looks.push({ options, recorder: probing(recorder, 'auto'), signal, find });
      }),
    loadClient: (found) =>
      Promise.resolve((options, recorder, onchange) => {
        const client = new StagedClient({ ...found, how: '' }, options, recorder, onchange);
        clients.push(client);
        return client;
      }),
    openRoute: () => Promise.resolve({ ok: true, value: 7 }),
    loadExaminer: () => Promise.resolve({ step: () => undefined, findings: () => [] }),
    runChecks: () => Promise.resolve(),
  };
  return { surroundings, clients, looks };
}

/** A received text frame. */
export function frame(recorder: Recorder, payload: string): void {
  const { conn } = recorder;
  recorder.record({ kind: 'frame', at: recorder.now(), conn, chan: conn, via: 'websocket', dir: 'received', payload });
}

function standing(nsp: string): NamespaceStanding {
  return { nsp, isConnected: true, nextAckId: 0 };
}
