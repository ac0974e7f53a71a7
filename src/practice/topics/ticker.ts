import { performance } from 'node:perf_hooks';
import type { Socket } from 'socket.io';
import { integer, maxValue, minValue, number, object, pipe } from 'valibot';
import { onEvent } from './answering.ts';

const MAX_PER_SECOND = 5000;
// Node's timers are good to about a millisecond; above 100 ticks a second several go out at each turn.
const SHORTEST_TURN_MS = 10;

const ticker = object(
  {
    perSecond: pipe(
      number('perSecond must be a number'),
      integer('perSecond must be whole'),
      minValue(0, 'perSecond must not be negative'),
      maxValue(MAX_PER_SECOND, `perSecond must be at most ${MAX_PER_SECOND}`),
    ),
  },
  'the first argument must be like {"perSecond":10}',
);

/** `ticker` sets how many `tick` events a second this socket gets; 0 stops them. */
export function answerTicker(socket: Socket): void {
  let timer: NodeJS.Timeout | undefined;
  onEvent(socket, 'ticker', ticker, ({ perSecond }, reply) => {
    clearInterval(timer);
    if (perSecond > 0) timer = startTicking(socket, perSecond);
    reply({ perSecond });
  });
  socket.on('disconnect', () => clearInterval(timer));
}

function startTicking(socket: Socket, perSecond: number): NodeJS.Timeout {
  const startMs = performance.now();
  let next = 0;
  let before = performance.eventLoopUtilization();
  const turn = (): void => {
    const due = Math.floor(((performance.now() - startMs) * perSecond) / 1000);
    if (due === next || !socket.conn.transport.writable) return;
    // A client that reads too slowly misses ticks, and sees it by their numbers, rather than filling the send buffer.
    next = Math.max(next, due - perSecond);
    const now = performance.eventLoopUtilization();
    const load = Math.round(performance.eventLoopUtilization(now, before).utilization * 1000) / 1000;
    before = now;
    const at = Date.now();
    for (; next < due; next++) socket.emit('tick', { n: next, at, load });
  };
  return setInterval(turn, Math.max(SHORTEST_TURN_MS, 1000 / perSecond));
}
