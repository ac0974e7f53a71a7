import type { Socket } from 'socket.io';
import { partAck } from './answering.ts';

/** `echo`: all arguments come back as they are, in the acknowledgement or, where none is wanted, as an `echo` event. */
export function answerEcho(socket: Socket): void {
  socket.on('echo', (...args: readonly unknown[]) => {
    const { given, ack } = partAck(args);
    if (ack) ack(...given);
    else socket.emit('echo', ...given);
  });
}
