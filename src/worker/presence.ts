import type { CaptureMs, ClientEvent } from '../wire/wire-event.ts';
import { captureMs } from '../wire/wire-event.ts';
import type { PageEvent } from './remote.ts';
import { Wakefulness } from './wakefulness.ts';

/** The page tells at once; only a frozen one is later than this. */
const AT_ONCE_MS = 50;

const LENGTH_OF = {
  page_visible: { since: 'page_hidden', name: 'hiddenMs' },
  page_resumed: { since: 'page_frozen', name: 'frozenMs' },
} as const;

export type PresenceHost = {
  now(): CaptureMs;
  /** Connections that live. */
  readonly active: () => readonly number[];
  append(event: ClientEvent): void;
};

/** Records, for each connection that lives, when the tab cannot do what it does in front. */
export class Presence {
  readonly #host: PresenceHost;
  readonly #wakefulness: Wakefulness;
  readonly #last = new Map<PageEvent, number>();

  constructor(host: PresenceHost) {
    this.#host = host;
    this.#wakefulness = new Wakefulness({
      now: () => host.now(),
      isNeeded: () => host.active().length > 0,
      onpause: (pausedMs, at) => this.#record('worker_paused', at, { pausedMs: captureMs(pausedMs) }),
    });
  }

  /** Something is about to be recorded at `at`. */
  saw(at: CaptureMs): void {
    this.#wakefulness.saw(at);
  }

  /** `happenedAt` is by the session's clock. */
  page(event: PageEvent, happenedAt: number): void {
    this.#last.set(event, happenedAt);
    const length = event === 'page_visible' || event === 'page_resumed' ? LENGTH_OF[event] : undefined;
    const since = length && this.#last.get(length.since);
    const at = this.#host.now();
    const isOld = at - happenedAt > AT_ONCE_MS;
    const detail = {
      ...(isOld && { happenedAt: captureMs(Math.max(0, happenedAt)) }),
      ...(length && since !== undefined && { [length.name]: captureMs(happenedAt - since) }),
    };
    this.#record(event, at, Object.keys(detail).length > 0 ? detail : undefined);
  }

  end(): void {
    this.#wakefulness.stop();
  }

  #record(event: string, at: CaptureMs, detail: unknown): void {
    for (const conn of this.#host.active()) {
      this.#host.append({ kind: 'client', at, conn, event, ...(detail === undefined ? {} : { detail }) });
    }
  }
}
