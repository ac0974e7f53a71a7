import { IncomingMessage } from 'node:http';
import type { Socket } from 'socket.io';
import { boolean, object, optional } from 'valibot';
import type { Connection } from './answering.ts';
import { onEvent } from './answering.ts';
import { written } from './written.ts';

const kick = optional(object({ close: optional(boolean('close must be true or false'), false) }));

/** `kick`, `drop` and `silence`: three ways to lose a connection, each with its own reason on the client's side. */
export function answerTrouble(socket: Socket, silenceMs: number): void {
  onEvent(socket, 'kick', kick, (how, reply) => {
    reply({ ok: true });
    socket.disconnect(how?.close ?? false);
  });
  socket.on('drop', () => cutCable(socket.conn));
  onEvent(socket, 'silence', optional(object({})), (_, reply) => {
    reply({ lengthMs: silenceMs });
    void silence(socket.conn, silenceMs);
  });
}

/** Ends the TCP connection without a goodbye. Engine.IO keeps both kinds of it to itself, hence the look inside. */
function cutCable(conn: Connection): void {
  const { transport } = conn;
  const webSocket: unknown = Reflect.get(transport, 'socket');
  const poll: unknown = Reflect.get(transport, 'req');
  if (isTerminable(webSocket)) webSocket.terminate();
  else if (poll instanceof IncomingMessage) poll.destroy();
  // Between two polls there is nothing to cut yet.
  else transport.once('ready', () => cutCable(conn));
}

function isTerminable(value: unknown): value is { terminate(): void } {
  return typeof value === 'object' && value !== null && 'terminate' in value && typeof value.terminate === 'function';
}

/**
 * Lets nothing through to the client for a while, heartbeats included, while the server believes that all is well:
 * its own pings are answered here, or it would close the connection before the client notices.
 */
async function silence(conn: Connection, lengthMs: number): Promise<void> {
  await written(conn);
  const { transport } = conn;
  const send = transport.send.bind(transport);
  transport.send = (packets) => {
    if (packets.some((packet) => packet.type === 'ping'))
      queueMicrotask(() => transport.emit('packet', { type: 'pong' }));
  };
  const timer = setTimeout(() => {
    transport.send = send;
  }, lengthMs);
  conn.once('close', () => clearTimeout(timer));
}
