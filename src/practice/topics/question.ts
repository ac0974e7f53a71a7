import type { Socket } from 'socket.io';
import { object, optional, string } from 'valibot';
import { onEvent } from './answering.ts';

const askMe = optional(object({ text: optional(string()) }));

/** `ask-me`: the server asks a `question` that wants an acknowledgement, and tells what it got. */
export function answerAskMe(socket: Socket, answerWithinMs: number): void {
  onEvent(socket, 'ask-me', askMe, (wish, reply) => {
    const text = wish?.text ?? 'What do you see?';
    reply({ asking: text, answerWithinMs });
    socket.timeout(answerWithinMs).emit('question', { text }, (lost: Error | null, ...answer: readonly unknown[]) => {
      if (!socket.connected) return;
      if (lost) socket.emit('unanswered', { text, afterMs: answerWithinMs });
      else socket.emit('answered', ...answer);
    });
  });
}
