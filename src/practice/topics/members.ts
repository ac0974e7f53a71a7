import type { Namespace } from 'socket.io';

/** `/members`: a door that wants the token `sesame`, and says so to whoever comes without. */
export function guardMembers(members: Namespace): void {
  members.use((socket, next) => {
    if (socket.handshake.auth['token'] === 'sesame') next();
    else next(Object.assign(new Error('not authorized'), { data: { hint: 'send the auth {"token":"sesame"}' } }));
  });
  members.on('connection', (socket) => {
    socket.emit('welcome', { you: socket.id });
  });
}
