import type { ConnectOptions } from './connect-options.ts';
import type { ConnectionStatus } from './connection.ts';
import type { Line } from './line/line.ts';
import type { Question } from './questions.ts';
import type { Recorder } from './recorder.ts';

/** How a connection stands, told to whoever shows it, and what its client reports, recorded. */
export class Standing {
  readonly options: ConnectOptions;
  status: ConnectionStatus = 'connecting';
  since: number;
  why: string | undefined;
  isActive = true;
  onquestion: ((question: Question) => void) | undefined;
  readonly line: Line;
  readonly #recorder: Recorder;
  readonly #onchange: () => void;

  constructor(options: ConnectOptions, recorder: Recorder, onchange: () => void, line: Line) {
    this.options = options;
    this.#recorder = recorder;
    this.#onchange = onchange;
    this.line = line;
    this.since = recorder.now();
  }

  protected turn(status: ConnectionStatus, why: string | undefined): void {
    if (status !== this.status) this.since = this.#recorder.now();
    this.status = status;
    this.why = why;
    // What was lost for good takes its faults with it: the next connection begins without any.
    if (!this.isActive) this.line.faults.endAll('disconnected');
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
