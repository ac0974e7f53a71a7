import type { Socket } from 'socket.io-client';
import { describe, expect, it } from 'vitest';
import { ask, WAYS, client, connected, next, practice } from './server.ts';

type Tick = { readonly n: number; readonly at: number; readonly load: number };

function takeTicks(socket: Socket, count: number): Promise<readonly Tick[]> {
  const ticks: Tick[] = [];
  return new Promise((resolve) => {
    socket.on('tick', (tick: Tick) => {
      ticks.push(tick);
      if (ticks.length === count) resolve(ticks.slice());
    });
  });
}

describe('ticker', () => {
  it.each([50, 2000])('ticks %i times a second, numbered without a gap', async (perSecond) => {
    const { url } = await practice();
    const socket = await connected(client(url));
    const count = perSecond / 2;
    const ticks = takeTicks(socket, count);
    const startMs = performance.now();
    expect(await ask(socket, 'ticker', { perSecond })).toEqual([{ perSecond }]);
    expect((await ticks).map((tick) => tick.n)).toEqual(Array.from({ length: count }, (_, n) => n));
    // Half a second's worth cannot come sooner, whatever this machine is busy with; later it may.
    expect(performance.now() - startMs).toBeGreaterThan(480);
    expect((await ticks)[0]).toEqual({ n: 0, at: expect.any(Number), load: expect.any(Number) });
  });

  it('stops at 0', async () => {
    const { url } = await practice();
    const socket = await connected(client(url));
    const ticks = takeTicks(socket, 3);
    await ask(socket, 'ticker', { perSecond: 1000 });
    await ticks;
    await ask(socket, 'ticker', { perSecond: 0 });
    let late = 0;
    socket.on('tick', () => late++);
    // Thirty ticks of another socket, three turns of its timer: a ticker that still ran would tick as well.
    const clock = await connected(client(url));
    const thirty = takeTicks(clock, 30);
    await ask(clock, 'ticker', { perSecond: 1000 });
    await thirty;
    expect(late).toBe(0);
  });
});

describe.each(WAYS)('flood over $transports', ({ transports }) => {
  it('sends every event in order, then says so', async () => {
    const { url } = await practice();
    const socket = await connected(client(url, { transports }));
    const numbers: number[] = [];
    socket.on('flood', (event: { readonly n: number }) => numbers.push(event.n));
    const done = next(socket, 'flood-done');
    expect(await ask(socket, 'flood', { count: 5000 })).toEqual([{ count: 5000 }]);
    expect(await done).toEqual([{ count: 5000 }]);
    expect(numbers).toEqual(Array.from({ length: 5000 }, (_, n) => n));
  });
});

describe('flood', () => {
  it('fills each event as asked', async () => {
    const { url } = await practice();
    const socket = await connected(client(url));
    const first = next(socket, 'flood');
    socket.emit('flood', { count: 3, bytes: 100_000 });
    expect(await first).toEqual([{ n: 0, filler: 'x'.repeat(100_000) }]);
  });

  it('keeps the heartbeat going and answers in between', async () => {
    const { url } = await practice({ timings: { pingIntervalMs: 100, pingTimeoutMs: 2000 } });
    const socket = await connected(client(url));
    let pings = 0;
    socket.io.on('ping', () => pings++);
    const done = next(socket, 'flood-done');
    await ask(socket, 'flood', { count: 60_000 });
    expect(await ask(socket, 'echo', 'in between')).toEqual(['in between']);
    await done;
    expect(pings).toBeGreaterThan(0);
    expect(socket.connected).toBe(true);
  });

  it('ends with the connection', async () => {
    const { url } = await practice();
    const socket = await connected(client(url));
    await ask(socket, 'flood', { count: 1_000_000 });
    const gone = next(socket, 'disconnect');
    socket.emit('kick', { close: true });
    expect((await gone)[0]).toBe('io server disconnect');
    const again = await connected(client(url));
    expect(await ask(again, 'echo', 1)).toEqual([1]);
  });
});
