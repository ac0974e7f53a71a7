import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import type { Readable, Writable } from 'node:stream';
import { findChromium } from '../chromium.mjs';
import { Page } from './page.ts';
import { Protocol } from './protocol.ts';
import { remove, scratchFolder } from './scratch.ts';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--window-size=1280,800',
  '--remote-debugging-pipe',
];

const LAST_WRITES_MS = 500;

type Targets = { readonly targetInfos: readonly { readonly type: string; readonly targetId: string }[] };

/** A Chromium of its own, with an empty profile that is removed again. */
export class Browser {
  readonly #process: ChildProcess;
  readonly #protocol: Protocol;
  readonly #profile: string;

  private constructor(browser: ChildProcess, protocol: Protocol, profile: string) {
    this.#process = browser;
    this.#protocol = protocol;
    this.#profile = profile;
  }

  static async launch(): Promise<Browser> {
    const program = findChromium();
    if (program === undefined) throw new Error('No Chromium here: set CHROMIUM_PATH');
    const profile = scratchFolder('profile');
    const browser = spawn(program, [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    const [, , , input, output] = browser.stdio;
    const launched = new Browser(browser, new Protocol(input as Writable, output as Readable), profile);
    // Before its profile is removed: a browser that ends by itself writes to it once more.
    process.prependOnceListener('exit', launched.#kill);
    await launched.version();
    return launched;
  }

  /** Of the process that all its others descend from. */
  get pid(): number {
    return this.#process.pid ?? 0;
  }

  async version(): Promise<string> {
    const { product } = await this.#protocol.send<{ readonly product: string }>('Browser.getVersion');
    return product;
  }

  /** The one page that the browser opened itself. */
  async page(): Promise<Page> {
    const { targetInfos } = await this.#protocol.send<Targets>('Target.getTargets');
    const targetId = targetInfos.find(({ type }) => type === 'page')?.targetId;
    const attached = { targetId, flatten: true };
    const { sessionId } = await this.#protocol.send<{ readonly sessionId: string }>('Target.attachToTarget', attached);
    return new Page(this.#protocol, sessionId);
  }

  async close(): Promise<void> {
    // A browser that has crashed is gone already.
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = once(this.#process, 'exit');
      await this.#protocol.send('Browser.close');
      await ended;
    }
    process.off('exit', this.#kill);
    remove(this.#profile);
  }

  readonly #kill = (): void => {
    this.#process.kill('SIGKILL');
    // Its other processes notice a moment later. Nothing asynchronous runs any more at this point.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LAST_WRITES_MS);
  };
}

/** A browser with nothing in its profile or its memory, for `use` alone. */
export async function inFreshBrowser<T>(use: (page: Page, pid: number) => Promise<T>): Promise<T> {
  const browser = await Browser.launch();
  try {
    return await use(await browser.page(), browser.pid);
  } finally {
    await browser.close();
  }
}
