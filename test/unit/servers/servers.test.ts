import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RealServer, Running } from '../../servers/real-server.ts';
import { REAL_SERVERS } from '../../servers/table.ts';
import { ask, connect, connectEngine, next, type NodeTransport } from './clients.ts';

const BYTES = Buffer.from([0, 1, 127, 128, 255]);

for (const server of REAL_SERVERS) {
  const missing = server.missing();
  describe.skipIf(missing.length > 0)(
    `${server.name}${missing.length > 0 ? ` (lacks ${missing.join(', ')})` : ''}`,
    () => {
      let running: Running;
      // A Python or Deno process starts in it.
      beforeAll(async () => void (running = await server.start()), 30_000);
      afterAll(() => running.close());

      const ways = (['polling', 'upgrade', 'websocket'] as const).filter((way) => server.impossible[way] === undefined);
      it.each(ways)('does over %s what every server of the matrix does', (way) =>
        server.speaks.startsWith('engine') ? exchange(server, running, way) : converse(server, running, way),
      );
    },
  );
}

async function converse(server: RealServer, running: Running, way: NodeTransport): Promise<void> {
  const client = connect(server, running, way);
  const chat = connect(server, running, way, '/chat');
  try {
    expect(await Promise.all([next(client, 'welcome'), next(chat, 'greeting')])).toEqual([
      [{ server: expect.any(String) }],
      [{ room: 'chat' }],
    ]);
    const text = server.asciiOnly?.[way] ? 'text' : 'Grüße, 世界 🌍';
    const args = [1, text, { deep: [null, true] }, BYTES];
    expect(await ask(client, 'echo', ...args)).toEqual(args);

    const back = next(client, 'bytes');
    client.emit('bytes', BYTES);
    expect(await back).toEqual([BYTES]);

    client.once('question', (question, answer) => {
      if (typeof answer === 'function') answer(question, 42);
    });
    const answered = next(client, 'answered');
    client.emit('ask');
    expect(await answered).toEqual(['why?', 42]);

    const gone = next(client, 'disconnect');
    client.emit('kick');
    expect(await gone).toContain('io server disconnect');
  } finally {
    client.close();
    chat.close();
  }
}

async function exchange(server: RealServer, running: Running, way: NodeTransport): Promise<void> {
  const client = connectEngine(server, running, way);
  const came: unknown[] = [];
  client.on('message', (message) => came.push(message));
  const closed = new Promise((resolve) => client.on('close', resolve));
  try {
    await expect.poll(() => came).toEqual(['welcome']);
    client.send('Grüße, 世界 🌍');
    client.send(BYTES);
    await expect.poll(() => came.slice(1)).toEqual(['Grüße, 世界 🌍', BYTES]);
    client.send('kick');
    await closed;
  } finally {
    client.close();
  }
}
