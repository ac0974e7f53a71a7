import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const root = mkdtempSync(join(tmpdir(), 'sockscope-bench-'));

process.once('exit', () => remove(root));
// Without this an interrupted run would leave its profiles and files behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** A new folder that is gone when the program has ended, however it ends. */
export function scratchFolder(name: string): string {
  return mkdtempSync(join(root, `${name}-`));
}

export function remove(folder: string): void {
  // Processes of a browser that end a moment later may still write.
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
