/** As much of a server's socket as every version of Socket.IO has. */
type AnySocket = {
  emit(event: string, ...args: unknown[]): unknown;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  disconnect(close?: boolean): unknown;
};

type AnyNamespace = { on(event: 'connection', listener: (socket: AnySocket) => void): unknown };

export type AnyServer = AnyNamespace & { of(name: string): AnyNamespace };

/** Makes a Socket.IO server of any version do what README.md says. */
export function behave(io: unknown, server: string): void {
  const known = io as AnyServer;
  known.on('connection', (socket) => {
    socket.emit('welcome', { server });
    socket.on('echo', (...args) => {
      const answer = args.pop();
      if (typeof answer === 'function') answer(...args);
    });
    socket.on('bytes', (bytes) => socket.emit('bytes', bytes));
    socket.on('ask', () => {
      socket.emit('question', 'why?', (...answer: unknown[]) => socket.emit('answered', ...answer));
    });
    socket.on('kick', () => socket.disconnect());
  });
  known.of('/chat').on('connection', (socket) => socket.emit('greeting', { room: 'chat' }));
}
