import type { ConnectOptions } from './connect-options.ts';
import type { ConnectionStatus } from './connection.ts';
import type { Recorder } from './recorder.ts';

/** How a connection stands, told to whoever shows it, and what its client reports, recorded. */
export class Standing {
  readonly options: ConnectOptions;
  status: ConnectionStatus = 'connecting';
  since: number;
  why: string | undefined;
  isActive = true;
  readonly #recorder: Recorder;
  readonly #onchange: () => void;

  constructor(options: ConnectOptions, recorder: Recorder, onchange: () => void) {
    this.options = options;
    this.#recorder = recorder;
    this.#onchange = onchange;
    this.since = recorder.now();
  }

  protected turn(status: ConnectionStatus, why: string | undefined): void {
    if (status !== this.status) this.since = this.#recorder.now();
    this.status = status;
    this.why = why;
    this.#onchange();
  }

  /** Something else than the status. */
  protected changed(): void {
    this.#onchange();
  }

  protected record(event: string, nsp: string | undefined, detail: unknown): void {
    const { conn } = this.#recorder;
    this.#recorder.record({
      kind: 'client',
      at: this.#recorder.now(),
      conn,
      event,
      ...(nsp === undefined ? {} : { nsp }),
      ...(detail === undefined ? {} : { detail }),
    });
  }
}
