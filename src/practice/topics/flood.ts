import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Socket } from 'socket.io';
import { integer, maxValue, minValue, number, object, optional, pipe } from 'valibot';
import { onEvent } from './answering.ts';
import { written } from './written.ts';

const MAX_COUNT = 1_000_000;
const MAX_BYTES = 1_000_000;
const BATCH_EVENTS = 500;
const BATCH_BYTES = 256 * 1024;

const flood = object(
  {
    count: pipe(
      number('count must be a number'),
      integer('count must be whole'),
      minValue(1, 'count must be at least 1'),
      maxValue(MAX_COUNT, `count must be at most ${MAX_COUNT}`),
    ),
    bytes: optional(
      pipe(
        number('bytes must be a number'),
        integer('bytes must be whole'),
        minValue(0, 'bytes must not be negative'),
        maxValue(MAX_BYTES, `bytes must be at most ${MAX_BYTES}`),
      ),
      0,
    ),
  },
  'the first argument must be like {"count":1000}',
);

/** `flood` sends `count` events, each with `bytes` of filler, as fast as they leave, and then `flood-done`. */
export function answerFlood(socket: Socket): void {
  onEvent(socket, 'flood', flood, ({ count, bytes }, reply) => {
    reply({ count });
    void pour(socket, count, bytes);
  });
}

async function pour(socket: Socket, count: number, bytes: number): Promise<void> {
  const filler = bytes > 0 ? { filler: 'x'.repeat(bytes) } : {};
  const batch = Math.max(1, Math.min(BATCH_EVENTS, Math.floor(BATCH_BYTES / (bytes + 1))));
  for (let n = 0; n < count;) {
    for (const end = Math.min(count, n + batch); n < end; n++) socket.emit('flood', { n, ...filler });
    await written(socket.conn);
    // A turn of the event loop between batches, so that pongs are read and the heartbeat goes on.
    await nextTurn();
    if (!socket.connected) return;
  }
  socket.emit('flood-done', { count });
}
