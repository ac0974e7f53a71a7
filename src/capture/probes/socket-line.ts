import { onBehalfOf } from '../recorder.ts';
import type { Payload } from '../../wire/wire-event.ts';
import type { Inquiry } from './inquiry.ts';
import { within } from './patience.ts';

export type LineEvent =
  | { readonly kind: 'open' }
  | { readonly kind: 'frame'; readonly payload: Payload }
  | { readonly kind: 'closed'; readonly closeCode: number };

/** A raw WebSocket, read one event after the other. */
export class SocketLine {
  readonly #socket: WebSocket | undefined;
  readonly #signal: AbortSignal;
  readonly #events: LineEvent[] = [];
  #isEngine = false;
  #wake: (() => void) | undefined;

  constructor({ options, recorder, signal, onend }: Inquiry, url: string) {
    this.#signal = signal;
    try {
      this.#socket = onBehalfOf(recorder, () => new WebSocket(url, [...options.protocols]));
    } catch {
      // As for mixed content: the browser does not even try. 1006 is what it says of any other failure.
      this.#came({ kind: 'closed', closeCode: 1006 });
      return;
    }
    this.#listenTo(this.#socket);
    onend(() => this.#leave());
  }

  /** `undefined` when nothing comes within `ms`. After `closed` there is nothing more. */
  async next(ms: number): Promise<LineEvent | undefined> {
    if (this.#events.length === 0) {
      await within(ms, this.#signal, new Promise<void>((resolve) => (this.#wake = resolve)));
    }
    return this.#events.shift();
  }

  send(payload: Payload): void {
    // A copy: `send` takes no view on a buffer that might be shared.
    if (this.#socket?.readyState === 1) this.#socket.send(typeof payload === 'string' ? payload : payload.slice());
  }

  /** Engine.IO's own goodbye first, where it is spoken: else the session would live until its heartbeat is missed. */
  #leave(): void {
    if (this.#isEngine) this.send('1');
    this.#socket?.close();
  }

  #listenTo(socket: WebSocket): void {
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => this.#came({ kind: 'open' }));
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') this.#came({ kind: 'frame', payload: data });
      else if (data instanceof ArrayBuffer) this.#came({ kind: 'frame', payload: new Uint8Array(data) });
    });
    // An error is always followed by its close, which says more.
    socket.addEventListener('close', ({ code }) => this.#came({ kind: 'closed', closeCode: code }));
  }

  #came(event: LineEvent): void {
    if (event.kind === 'frame' && typeof event.payload === 'string') this.#isEngine ||= event.payload.startsWith('0{');
    this.#events.push(event);
    this.#wake?.();
  }
}
