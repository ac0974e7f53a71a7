import { io } from 'socket.io-client';

/** What the bare page saw of a flood. Its times are `performance.now()`. */
export type Tally = { readonly count: number; readonly firstAt: number; readonly lastAt: number };

declare global {
  /** Connects to `url`, asks for a flood of `count` events and tells what came. */
  var countFlood: (url: string, count: number) => Promise<Tally>;
}

globalThis.countFlood = (url, asked) =>
  new Promise((resolve) => {
    const socket = io(url, { transports: ['websocket'] });
    let count = 0;
    let firstAt = 0;
    let lastAt = 0;
    socket.on('flood', () => {
      lastAt = performance.now();
      if (count === 0) firstAt = lastAt;
      count++;
    });
    socket.on('done', () => {
      socket.close();
      resolve({ count, firstAt, lastAt });
    });
    socket.emit('flood', { count: asked });
  });
