import type { Direction } from '../wire/wire-event.ts';
import { currentRecorder, type Recorder } from './recorder.ts';
import { StreamCutter } from './stream-cutter.ts';

/** A WebTransport whose streams record each Engine.IO packet before its user learns of it. */
export function tappedWebTransport(Native: typeof WebTransport): typeof WebTransport {
  return class TappedWebTransport extends Native {
    readonly #session: SessionRecorder | undefined;
    readonly #ready: Promise<void> | undefined;

    constructor(url: string | URL, options?: WebTransportOptions) {
      super(url, options);
      const recorder = currentRecorder();
      if (!recorder) return;
      const session = new SessionRecorder(recorder);
      this.#session = session;
      // engine.io-client 6.6 leaves a failure of `ready` to nobody, because `closed` fails with it and is listened to.
      this.#ready = super.ready.then(
        () => session.opened(String(url)),
        () => new Promise<never>(() => undefined),
      );
      // Registered first, so that the end stands in the log before what the client does about it.
      super.closed.then(
        (info) => session.closed(info),
        (error: unknown) => session.failed(error),
      );
    }

    override get ready(): Promise<void> {
      return this.#ready ?? super.ready;
    }

    override async createBidirectionalStream(
      options?: WebTransportSendStreamOptions,
    ): Promise<WebTransportBidirectionalStream> {
      const stream = await super.createBidirectionalStream(options);
      if (!this.#session) return stream;
      return {
        readable: recordedReadable(stream.readable, this.#session.stream('received')),
        writable: recordedWritable(stream.writable, this.#session.stream('sent')),
      };
    }
  };
}

type StreamRecorder = { push(piece: unknown): void; end(): void };

class SessionRecorder {
  readonly #recorder: Recorder;
  readonly #chan: number;
  readonly #streams: StreamRecorder[] = [];

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
    this.#chan = recorder.newChannel();
  }

  opened(url: string): void {
    this.#recorder.record({ ...this.#common(), kind: 'opened', url });
  }

  closed({ closeCode: code = 0, reason = '' }: WebTransportCloseInfo): void {
    for (const stream of this.#streams) stream.end();
    this.#recorder.record({ ...this.#common(), kind: 'closed', code, reason, clean: true });
  }

  failed(error: unknown): void {
    for (const stream of this.#streams) stream.end();
    const message = error instanceof Error ? error.message : String(error);
    this.#recorder.record({ ...this.#common(), kind: 'failed', message });
  }

  stream(dir: Direction): StreamRecorder {
    const cutter = new StreamCutter();
    const frame = (payload: Uint8Array): void => {
      this.#recorder.record({ ...this.#common(), kind: 'frame', dir, payload });
    };
    const stream = {
      push: (piece: unknown) => {
        if (piece instanceof Uint8Array) for (const packet of cutter.push(piece)) frame(packet);
      },
      end: () => {
        const rest = cutter.takeRest();
        if (rest) frame(rest);
      },
    };
    this.#streams.push(stream);
    return stream;
  }

  #common() {
    const { conn } = this.#recorder;
    return { at: this.#recorder.now(), conn, chan: this.#chan, via: 'webtransport' } as const;
  }
}

function recordedReadable(source: ReadableStream<Uint8Array>, recorder: StreamRecorder): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    const { done, value } = await reader.read();
    if (done) {
      recorder.end();
      return controller.close();
    }
    recorder.push(value);
    controller.enqueue(value);
  };
  const cancel = (reason: unknown): Promise<void> => reader.cancel(reason);
  // Nothing is read ahead: the client alone says how fast it takes what comes.
  return new ReadableStream({ pull, cancel }, { highWaterMark: 0 });
}

function recordedWritable(sink: WritableStream<Uint8Array>, recorder: StreamRecorder): WritableStream<Uint8Array> {
  const writer = sink.getWriter();
  return new WritableStream({
    write(piece: Uint8Array) {
      recorder.push(piece);
      // As with `ready`: that the session is over is told by `closed`.
      return writer.write(piece).catch(() => undefined);
    },
    close() {
      recorder.end();
      return writer.close().catch(() => undefined);
    },
    abort: (reason: unknown) => writer.abort(reason),
  });
}
