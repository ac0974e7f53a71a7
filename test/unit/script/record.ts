import { loadClient } from '../../../src/capture/clients.ts';
import type { Connection, OutgoingEvent } from '../../../src/capture/connection.ts';
import type { ConnectOptions } from '../../../src/capture/connect-options.ts';
import type { ConnectionHeader, ParserName } from '../../../src/session/header.ts';
import { OpenSession } from '../../../src/worker/open-session.ts';
import { optionsFor, recording, type Recording } from '../capture/in-node.ts';
import { emptySource } from '../worker/chunks-of.ts';
import { vi } from 'vitest';

/** A session as the worker records it: what the real client sends and gets, through the tap. */
export async function record(
  url: string,
  say: (talk: Talk) => Promise<void>,
  { parser = 'default', ...more }: Partial<Omit<ConnectOptions, 'parser'>> & { parser?: ParserName } = {},
): Promise<{ readonly session: OpenSession; readonly connections: readonly ConnectionHeader[] }> {
  const recorder = recording();
  const options = optionsFor(url, { transports: 'websocket', ...more });
  const open = await loadClient({ protocol: 'v4', parser });
  const client = open(options, recorder, () => undefined);
  try {
    await vi.waitUntil(() => client.namespaces.every(({ isConnected }) => isConnected), { timeout: 10_000 });
    await say(new Talk(client, recorder));
  } finally {
    client.close();
  }
  const { namespaces, path } = options;
  const connections = [{ id: 1, url, path, protocol: 'v4', parser, transports: ['websocket'], namespaces }] as const;
  const session = new OpenSession(emptySource, connections);
  for (const event of recorder.events) session.append(event);
  session.fold();
  return { session, connections };
}

/** One who speaks over the recorded connection. */
export class Talk {
  readonly client: Connection;
  readonly #recorder: Recording;

  constructor(client: Connection, recorder: Recording) {
    this.client = client;
    this.#recorder = recorder;
  }

  emit(event: string, args: readonly unknown[], more: Partial<OutgoingEvent> = {}): void {
    const plain = { nsp: '/', ackTimeoutMs: undefined, isVolatile: false, isCompressed: true, expectAck: false };
    this.client.emit({ ...plain, event, args, ...more });
  }

  /** Waits for a received frame that matches, and gives it. */
  async heard(frame: RegExp): Promise<string> {
    return vi.waitFor(
      () => {
        for (const event of this.#recorder.events) {
          const isReceived = event.kind === 'frame' && event.dir === 'received';
          if (isReceived && typeof event.payload === 'string' && frame.test(event.payload)) return event.payload;
        }
        throw new Error(`nothing has come that is like ${frame.source}`);
      },
      { timeout: 10_000 },
    );
  }
}
