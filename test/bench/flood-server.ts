import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What the server sent last: the count of its frames, and SHA-256 over their texts with a newline between. */
export type Sent = { readonly count: number; readonly sha256: string };

export type FloodServer = { readonly url: string; sent(): Promise<Sent>; close(): Promise<void> };

export async function startFloodServer(program = 'server.ts'): Promise<FloodServer> {
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), { execArgv: ['--import', 'tsx'] });
  const next = async <T>(): Promise<T> => {
    const [message] = await once(child, 'message');
    return message;
  };
  const { url } = await next<{ readonly url: string }>();
  return {
    url,
    sent() {
      const answer = next<Sent>();
      child.send('sent');
      return answer;
    },
    async close() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
