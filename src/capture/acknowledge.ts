/**
 * Answers the server's question `id`. The client makes the function that its listeners get as last argument in its own
 * `ack`, which its types do not tell (socket.io-client 4.8 and 2.5, `socket`).
 */
export function acknowledge(socket: object, id: number, args: readonly unknown[]): void {
  const ack: unknown = Reflect.get(socket, 'ack');
  if (typeof ack !== 'function') throw new Error('This client cannot acknowledge.');
  const reply: unknown = Reflect.apply(ack, socket, [id]);
  if (typeof reply === 'function') Reflect.apply(reply, undefined, args);
}
