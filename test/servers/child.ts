import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Running } from './real-server.ts';

/** The path of a program of this folder. */
export function programAt(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

/** Starts a server in a process of its own, which says its port alone on a line of stdout once it listens. */
export async function startChild(command: string, args: readonly string[]): Promise<Running> {
  // Python says what it prints at once, or only when a block is full.
  const env = { ...process.env, PYTHONUNBUFFERED: '1' };
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  let complaint = '';
  child.stderr.on('data', (piece: Buffer) => (complaint = (complaint + String(piece)).slice(-2000)));
  const gone = once(child, 'exit');
  const port = await new Promise<number>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => /^\d+$/.test(line) && resolve(Number(line)));
    child.once('error', reject);
    void gone.then(() => reject(new Error(`${command} ${args.join(' ')} ended: ${complaint}`)), reject);
  });
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
