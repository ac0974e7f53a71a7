import { randomUUID } from 'node:crypto';
import type { Namespace, Socket } from 'socket.io';
import { maxLength, minLength, object, pipe, string, transform, union } from 'valibot';
import { onEvent } from './answering.ts';

const room = pipe(
  string('room must be a text'),
  minLength(1, 'room must not be empty'),
  maxLength(100, 'room must be at most 100 characters'),
);
const text = pipe(string('text must be a text'), maxLength(10_000, 'text must be at most 10,000 characters'));
const toRoom = object({ room }, 'the first argument must be like {"room":"lobby"}');
const roomName = union(
  [
    room,
    pipe(
      toRoom,
      transform((where) => where.room),
    ),
  ],
  'the first argument must be the name of a room, or like {"room":"lobby"}',
);
const message = object({ room, text }, 'the first argument must be like {"room":"lobby","text":"hello"}');

/** `/chat`: rooms, with an acknowledgement for what must arrive and `volatile` for what may be lost. */
export function openChat(chat: Namespace): void {
  chat.on('connection', (socket) => {
    socket.emit('welcome', { you: socket.id, hint: 'join a room: emit join with {"room":"lobby"}' });
    answerComingAndGoing(chat, socket);
    answerTalk(chat, socket);
  });
}

function answerComingAndGoing(chat: Namespace, socket: Socket): void {
  onEvent(socket, 'join', roomName, (name, reply) => {
    void socket.join(name);
    reply({ room: name, members: membersOf(chat, name) });
  });
  onEvent(socket, 'leave', roomName, (name, reply) => {
    void socket.leave(name);
    reply({ room: name, members: membersOf(chat, name) });
  });
}

function answerTalk(chat: Namespace, socket: Socket): void {
  onEvent(socket, 'message', message, (sent, reply) => {
    if (!socket.rooms.has(sent.room)) return reply({ error: `message: join ${sent.room} first` });
    const id = randomUUID();
    chat.to(sent.room).emit('message', { id, from: socket.id, at: Date.now(), ...sent });
    reply({ ok: true, id });
  });
  onEvent(socket, 'typing', toRoom, (where) => {
    socket.volatile.to(where.room).emit('typing', { from: socket.id, ...where });
  });
}

function membersOf(chat: Namespace, name: string): number {
  return chat.adapter.rooms.get(name)?.size ?? 0;
}
