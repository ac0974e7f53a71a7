import type { ConnectOptions } from '../connect-options.ts';

/** For the first frame of a WebSocket that is open: every server of any generation sends it at once. */
export const FIRST_FRAME_MS = 2000;
/** For the `40` that Socket.IO 1 and 2 send unasked, right behind the handshake. */
export const UNASKED_CONNECT_MS = 300;
/** For the farewell of a check that is over. */
export const FAREWELL_MS = 1000;

const ANSWER_MS = 4000;

/** For one answer. A check is no more patient than the connection that it stands for. */
export function answerMs(options: ConnectOptions): number {
  return Math.min(ANSWER_MS, options.timeoutMs);
}

/** `undefined` when `ms` pass first. Rejects at once when `signal` aborts. */
export function within<T>(ms: number, signal: AbortSignal, promise: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const abort = (): void => settle(() => reject(signal.reason));
    const timer = setTimeout(() => settle(() => resolve(undefined)), ms);
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      end();
    };
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort);
    promise.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error)),
    );
  });
}
