import type { Readable, Writable } from 'node:stream';

type Message = {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
};

type Waiting = { readonly method: string; resolve(result: unknown): void; reject(error: Error): void };

/**
 * The DevTools protocol over the browser's pipe: JSON messages, each ended by a NUL. Nothing but what is sent here
 * reaches the browser: a test library's own watching slows a flooded page 2.6 times.
 */
export class Protocol {
  readonly #input: Writable;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<string, (params: unknown) => void>();
  #lastId = 0;
  #hasEnded = false;
  #rest: Buffer[] = [];

  constructor(input: Writable, output: Readable) {
    this.#input = input;
    // The browser may end before the last answer is written.
    input.on('error', () => this.#end());
    output.on('data', (piece: Buffer) => this.#take(piece));
    output.on('close', () => this.#end());
  }

  /** `T` is what the protocol's description says of the method's result. */
  async send<T>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    if (this.#hasEnded) throw new Error(`${method}: the browser has ended`);
    const id = ++this.#lastId;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { method, resolve, reject }));
    this.#input.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
    return (await answer) as T;
  }

  /** Resolves with the next event of this name. */
  next<T>(method: string): Promise<T> {
    return new Promise((resolve) => {
      this.#listeners.set(method, (params) => {
        this.#listeners.delete(method);
        resolve(params as T);
      });
    });
  }

  #take(piece: Buffer): void {
    let from = 0;
    for (let end = piece.indexOf(0); end >= 0; end = piece.indexOf(0, from)) {
      this.#rest.push(piece.subarray(from, end));
      this.#hear(JSON.parse(Buffer.concat(this.#rest).toString()));
      this.#rest = [];
      from = end + 1;
    }
    if (from < piece.length) this.#rest.push(piece.subarray(from));
  }

  #hear({ id, method, params, result, error }: Message): void {
    if (method !== undefined) this.#listeners.get(method)?.(params);
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (id === undefined || !waiting) return;
    this.#waiting.delete(id);
    if (error) waiting.reject(new Error(`${waiting.method}: ${error.message}`));
    else waiting.resolve(result);
  }

  #end(): void {
    this.#hasEnded = true;
    for (const { method, reject } of this.#waiting.values()) reject(new Error(`${method}: the browser has ended`));
    this.#waiting.clear();
  }
}
