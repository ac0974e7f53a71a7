import { setTimeout as wait } from 'node:timers/promises';
import { installKit } from './in-page-kit.ts';
import type { Protocol } from './protocol.ts';

/** Rarely: a question takes the page's thread, which is what is being measured. */
const POLL_MS = 250;
const PATIENCE_MS = 120_000;

type Evaluated = {
  readonly result: { readonly value?: string; readonly objectId?: string };
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
};

export type HeapUse = {
  readonly usedSize: number;
  readonly embedderHeapUsedSize: number;
  readonly backingStorageSize: number;
};

/** One tab, or one worker of it. */
export class Page {
  readonly #protocol: Protocol;
  readonly #sessionId: string;

  constructor(protocol: Protocol, sessionId: string) {
    this.#protocol = protocol;
    this.#sessionId = sessionId;
  }

  send<T>(method: string, params: object = {}): Promise<T> {
    return this.#protocol.send<T>(method, params, this.#sessionId);
  }

  /** Loads `url` anew, also where it is there already. */
  async goto(url: string): Promise<void> {
    await this.run(() => void (document.title = 'left'));
    await this.send('Page.navigate', { url });
    await this.until(() => document.title !== 'left' && document.readyState === 'complete');
    await this.run(installKit);
  }

  /** Calls `work` in the page. It is sent as text: what it uses must be in its arguments or in the page. */
  async run<A extends readonly unknown[], R>(work: (...args: A) => R | Promise<R>, ...args: A): Promise<R> {
    const { value } = await this.#evaluate(
      `(async () => {
        // The compiler marks functions with this, to keep their names.
        const __name = (named) => named;
        return JSON.stringify({ outcome: await (${work.toString()})(...${JSON.stringify(args)}) });
      })()`,
    );
    return JSON.parse(value ?? '{}').outcome;
  }

  /** Asks until `holds` says yes. For what is not measured by the moment when it is noticed. */
  async until<A extends readonly unknown[]>(
    holds: (...args: A) => boolean | Promise<boolean>,
    ...args: A
  ): Promise<void> {
    const startedAt = Date.now();
    while (!(await this.run(holds, ...args))) {
      if (Date.now() - startedAt > PATIENCE_MS) throw new Error(`still not so: ${holds.toString()}`);
      await wait(POLL_MS);
    }
  }

  /** Chooses files in the `input[type=file]` with this name. */
  async chooseFile(label: string, path: string): Promise<void> {
    const { objectId } = await this.#evaluate(`document.querySelector('input[aria-label="${label}"]')`, false);
    await this.send('DOM.setFileInputFiles', { files: [path], objectId });
  }

  /** The page's dedicated worker. Attaching costs it speed, so only after measuring its time. */
  async worker(): Promise<Page> {
    const attached = this.#protocol.next<{ readonly sessionId: string }>('Target.attachedToTarget');
    await this.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
    return new Page(this.#protocol, (await attached).sessionId);
  }

  /** What is in use after a collection. */
  async heap(): Promise<HeapUse> {
    await this.send('HeapProfiler.collectGarbage');
    return this.send<HeapUse>('Runtime.getHeapUsage');
  }

  async #evaluate(expression: string, returnByValue = true): Promise<Evaluated['result']> {
    const asked = { expression, awaitPromise: true, returnByValue };
    const { result, exceptionDetails } = await this.send<Evaluated>('Runtime.evaluate', asked);
    if (!exceptionDetails) return result;
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }
}
