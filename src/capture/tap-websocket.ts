import type { Payload } from '../wire/wire-event.ts';
import { currentRecorder, type Recorder } from './recorder.ts';
import { relaySubprotocol } from './relay-access.ts';

/** A WebSocket that records what crosses it before its user learns of it. */
export function tappedWebSocket(Native: typeof WebSocket): typeof WebSocket {
  return class TappedWebSocket extends Native {
    readonly #recorder = currentRecorder();
    readonly #chan: number;

    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, withRelay(String(url), protocols));
      this.#chan = this.#recorder?.newChannel() ?? 0;
      // Listeners run in the order of their registration, so these come before the client's.
      if (this.#recorder) this.#listen(this.#recorder);
    }

    override send(message: string | Blob | BufferSource): void {
      super.send(message);
      // A closing WebSocket drops silently what it is given.
      if (!this.#recorder || this.readyState !== Native.OPEN) return;
      const payload = payloadFrom(message);
      if (payload !== undefined) this.#frame(this.#recorder, 'sent', payload);
    }

    #listen(recorder: Recorder): void {
      const chan = this.#chan;
      const via = 'websocket';
      this.addEventListener('message', (event: MessageEvent<unknown>) => {
        const payload = payloadFrom(event.data);
        if (payload !== undefined) this.#frame(recorder, 'received', payload);
      });
      this.addEventListener('open', () => {
        recorder.record({ kind: 'opened', at: recorder.now(), conn: recorder.conn, chan, via, url: this.url });
      });
      this.addEventListener('error', () => {
        const message = 'websocket error';
        recorder.record({ kind: 'failed', at: recorder.now(), conn: recorder.conn, chan, via, message });
      });
      this.addEventListener('close', ({ code, reason, wasClean: clean }) => {
        recorder.record({ kind: 'closed', at: recorder.now(), conn: recorder.conn, chan, via, code, reason, clean });
      });
    }

    #frame(recorder: Recorder, dir: 'sent' | 'received', payload: Payload): void {
      const { conn } = recorder;
      recorder.record({ kind: 'frame', at: recorder.now(), conn, chan: this.#chan, via: 'websocket', dir, payload });
    }
  };
}

/** A WebSocket cannot have headers: the relay's token goes among the subprotocols, which nothing records. */
function withRelay(url: string, protocols: string | string[] | undefined): string | string[] | undefined {
  const relay = currentRecorder()?.relay;
  if (!relay || !url.startsWith(`${relay.url.replace(/^http/, 'ws')}/`)) return protocols;
  return [...(typeof protocols === 'string' ? [protocols] : (protocols ?? [])), relaySubprotocol(relay)];
}

/** Text as it is, bytes as a copy: the client may go on using its buffer. Blobs never come, the client asks for buffers. */
function payloadFrom(message: unknown): Payload | undefined {
  if (typeof message === 'string') return message;
  if (message instanceof ArrayBuffer) return new Uint8Array(message.slice(0));
  if (ArrayBuffer.isView(message)) {
    return new Uint8Array(message.buffer, message.byteOffset, message.byteLength).slice();
  }
  return undefined;
}
