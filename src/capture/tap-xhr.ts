import type { Headers, Payload } from '../wire/wire-event.ts';
import { currentRecorder, type Recorder } from './recorder.ts';
import { RELAY_HEADER } from './relay-access.ts';

/** Of workers, where the tap runs; TypeScript's library for pages does not know it. */
declare const FileReaderSync: new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer };

/** An XMLHttpRequest that records its request and response before its user learns of them. */
export function tappedXMLHttpRequest(Native: typeof XMLHttpRequest): typeof XMLHttpRequest {
  return class TappedXMLHttpRequest extends Native {
    readonly #recorder = currentRecorder();
    #chan = 0;
    #method = 'GET';
    #url = '';
    #headers: Record<string, string> = {};
    #isSent = false;

    constructor() {
      super();
      const recorder = this.#recorder;
      // Registered first, so that a response stands in the log before what the client does about it.
      if (recorder) this.addEventListener('readystatechange', () => this.#change(recorder));
    }

    override open(method: string, url: string | URL, async = true): void {
      this.#method = method;
      this.#url = String(url);
      this.#headers = {};
      super.open(method, url, async);
      // Said natively, so that nothing records it.
      const relay = this.#recorder?.relay;
      if (relay && this.#url.startsWith(`${relay.url}/`)) super.setRequestHeader(RELAY_HEADER, relay.token);
    }

    override setRequestHeader(name: string, value: string): void {
      super.setRequestHeader(name, value);
      this.#headers[name] = value;
    }

    override send(body?: Document | XMLHttpRequestBodyInit | null): void {
      const recorder = this.#recorder;
      if (recorder) {
        this.#chan = recorder.newChannel();
        this.#isSent = true;
        const payload = bodyOf(body);
        recorder.record({
          kind: 'request',
          at: recorder.now(),
          conn: recorder.conn,
          chan: this.#chan,
          via: 'polling',
          method: this.#method,
          url: this.#url,
          headers: this.#headers,
          ...(payload === undefined ? {} : { payload }),
        });
      }
      super.send(body);
    }

    #change(recorder: Recorder): void {
      if (this.readyState !== Native.DONE || !this.#isSent) return;
      this.#isSent = false;
      const common = { at: recorder.now(), conn: recorder.conn, chan: this.#chan, via: 'polling' } as const;
      if (this.status === 0) {
        recorder.record({ ...common, kind: 'failed', message: 'status 0, nothing readable' });
        return;
      }
      const payload = this.#payload();
      recorder.record({
        ...common,
        kind: 'response',
        status: this.status,
        headers: headersIn(this.getAllResponseHeaders()),
        ...(payload === undefined ? {} : { payload }),
      });
    }

    #payload(): Payload | undefined {
      const response: unknown = this.response;
      if (typeof response === 'string') return response;
      return response instanceof ArrayBuffer ? new Uint8Array(response.slice(0)) : undefined;
    }
  };
}

/** Generation 3 sends bytes as a Blob. Read at once: the request must stand in the log before it goes out. */
function bodyOf(body: unknown): Payload | undefined {
  if (typeof body === 'string') return body;
  if (body instanceof Blob) return new Uint8Array(new FileReaderSync().readAsArrayBuffer(body));
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength).slice();
  return body instanceof ArrayBuffer ? new Uint8Array(body.slice(0)) : undefined;
}

function headersIn(block: string): Headers {
  const headers: Record<string, string> = {};
  for (const line of block.split('\r\n')) {
    const colon = line.indexOf(': ');
    if (colon > 0) headers[line.slice(0, colon)] = line.slice(colon + 2);
  }
  return headers;
}
