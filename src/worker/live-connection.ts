import { fail, ok, type Result } from '../base/result.ts';
import type { ConnectOptions } from '../capture/connect-options.ts';
import type { Connection, ConnectionStatus } from '../capture/connection.ts';
import type { Question } from '../capture/questions.ts';
import type { Recorder } from '../capture/recorder.ts';
import { decide, type Decision } from './decide.ts';
import { learning } from './learning.ts';
import type { Surroundings } from './surroundings.ts';

export const NO_RELAY = 'The relay is not running: start Sockscope with npm start.';

/** What a connection tells its session. */
export type ConnectionHost = {
  readonly recorder: Recorder;
  /** From here on its traffic is decoded so. */
  ondecide(decision: Decision): void;
  onquestion(question: Question): void;
  onchange(): void;
};

/**
 * One connection of a session from the moment it is asked for: the relay's way to the server, what the server speaks,
 * then the client. It can be stopped at each of these.
 */
export class LiveConnection {
  readonly options: ConnectOptions;
  readonly #host: ConnectionHost;
  readonly #surroundings: Surroundings;
  #client: Connection | undefined;
  #decision: Decision | undefined;
  #status: ConnectionStatus = 'disconnected';
  #since = 0;
  #why: string | undefined;
  #stop = new AbortController();

  constructor(options: ConnectOptions, host: ConnectionHost, surroundings: Surroundings) {
    this.options = options;
    this.#host = host;
    this.#surroundings = surroundings;
  }

  get client(): Connection | undefined {
    return this.#client;
  }

  get decision(): Decision | undefined {
    return this.#decision;
  }

  get status(): ConnectionStatus {
    return this.#client?.status ?? this.#status;
  }

  get since(): number {
    return this.#client?.since ?? this.#since;
  }

  get why(): string | undefined {
    return this.#client ? this.#client.why : this.#why;
  }

  /** It holds or seeks a connection. */
  get isActive(): boolean {
    return this.#client?.isActive ?? this.#status === 'connecting';
  }

  canReopenWith(options: ConnectOptions): boolean {
    return JSON.stringify(options) === JSON.stringify(this.options);
  }

  open(): void {
    this.#client = undefined;
    this.#decision = undefined;
    this.#stop = new AbortController();
    this.#turn('connecting', undefined);
    const { signal } = this.#stop;
    void this.#open(signal).catch((error: unknown) => {
      if (!signal.aborted) this.#turn('failed', error instanceof Error ? error.message : String(error));
    });
  }

  /** Leaves nothing open, however far it has come. */
  close(): void {
    this.#stop.abort();
    if (this.#client) this.#client.close();
    else this.#turn('disconnected', undefined);
  }

  /** A recorder for whatever is done on its behalf, through the relay where it goes through the relay. */
  async route(): Promise<Result<Recorder, string>> {
    const { options } = this;
    const { relay, openRoute } = this.#surroundings;
    const { recorder } = this.#host;
    if (!options.useRelay) return ok(recorder);
    if (!relay) return fail(NO_RELAY);
    const route = await openRoute(relay, options.url, options.headers ?? {});
    return route.ok ? ok({ ...recorder, relay: { ...relay, route: route.value } }) : route;
  }

  async #open(signal: AbortSignal): Promise<void> {
    // Without a relay nothing waits here, so that what was chosen is known at once.
    const routed = this.options.useRelay ? await this.route() : ok(this.#host.recorder);
    if (signal.aborted) return;
    if (!routed.ok) return this.#turn('failed', routed.error);
    const decision = await decide(this.options, routed.value, this.#surroundings, signal);
    if (signal.aborted) return;
    this.#decision = decision;
    this.#host.ondecide(decision);
    const open = await this.#surroundings.loadClient(decision);
    if (signal.aborted) return;
    const recorder = learning(routed.value, this.options, decision, this.#surroundings.endpoints);
    this.#client = open(this.options, recorder, () => this.#host.onchange());
    this.#client.onquestion = (question) => this.#host.onquestion(question);
    this.#host.onchange();
  }

  #turn(status: ConnectionStatus, why: string | undefined): void {
    this.#status = status;
    this.#why = why;
    this.#since = this.#host.recorder.now();
    this.#host.onchange();
  }
}
