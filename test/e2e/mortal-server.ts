import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('mortal-server.mjs', import.meta.url));

/** A server that can be killed without a goodbye, and started again on its port. It greets with `welcome` and its life. */
export class MortalServer {
  #child: ChildProcess | undefined;
  #port = 0;
  #life = 0;

  async start(): Promise<void> {
    const child = spawn(process.execPath, [PROGRAM, String(this.#port), String(++this.#life)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    const [said]: unknown[] = await once(child.stdout, 'data');
    this.#port = Number(String(said));
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }
}
