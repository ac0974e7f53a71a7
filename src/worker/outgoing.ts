import { fail, ok, type Result } from '../base/result.ts';
import type { Connection } from '../capture/connection.ts';
import type { Details } from '../projections/details-view.ts';
import { readArguments } from '../protocol/socketio/binary-json.ts';
import type { ProtocolName } from '../session/header.ts';
import type { Connections } from './connections.ts';
import type { Emission, PlainMessage } from './remote.ts';

type Outcome = Result<void, string>;

const BARE: readonly ProtocolName[] = ['eio4', 'eio3'];

export function emit(connections: Connections, message: Emission): Outcome {
  const args = readArguments(message.args);
  if (!args.ok) return fail(`Line ${args.error.line}, column ${args.error.column}: ${args.error.message}`);
  const { conn, nsp, event, expectAck, ackTimeoutMs, isVolatile, isCompressed = true } = message;
  const client = speaking(connections, conn, nsp);
  if (!client.ok) return client;
  const timeout = ackTimeoutMs === undefined ? {} : { ackTimeoutMs };
  const detail = { event, nsp, expectAck, ...timeout, isVolatile, ...(isCompressed ? {} : { compress: false }) };
  connections.act(conn, 'emit', detail);
  return tried(() =>
    client.value.emit({ nsp, event, args: args.value, expectAck, ackTimeoutMs, isVolatile, isCompressed }),
  );
}

/** Says what the server's event `details` asks for; over the connection that it came on. */
export function answer(connections: Connections, { row, ackId: id, wantsAck }: Details, text: string): Outcome {
  const args = readArguments(text);
  if (!args.ok) return fail(`Line ${args.error.line}, column ${args.error.column}: ${args.error.message}`);
  if (id === undefined || !wantsAck || row.direction !== 'received') return fail('This event asks for no answer.');
  if (!row.isPending) return fail('It is answered already, or nobody waits for the answer any more.');
  const nsp = row.nsp ?? '/';
  const client = speaking(connections, row.conn, nsp);
  if (!client.ok) return client;
  connections.act(row.conn, 'answer', { nsp, id, of: row.seq });
  return tried(() => client.value.answer(nsp, id, args.value));
}

/** A frame as it is, over bare Engine.IO. */
export function sendMessage(connections: Connections, { conn, payload }: PlainMessage): Outcome {
  const client = opened(connections, conn);
  if (!client.ok) return client;
  if (!isBare(client.value)) return fail('This connection speaks Socket.IO: emit an event instead.');
  const isText = typeof payload === 'string';
  connections.act(conn, 'send', isText ? { characters: payload.length } : { bytes: payload.length });
  return tried(() => client.value.send(payload));
}

export function joinNamespace(connections: Connections, conn: number, nsp: string): Outcome {
  const client = opened(connections, conn);
  if (!client.ok) return client;
  if (isBare(client.value)) return fail('Engine.IO by itself has no namespaces.');
  if (!/^\/[^\s?#,]*$/.test(nsp)) {
    return fail('A namespace starts with / and has no space, comma, ? or # in it.');
  }
  const joined = client.value.namespaces.find((namespace) => namespace.nsp === nsp);
  if (joined?.isConnected) return fail(`This connection is in ${nsp} already.`);
  connections.act(conn, 'join', { nsp });
  connections.joined(conn, nsp);
  return tried(() => client.value.join(nsp));
}

export function leaveNamespace(connections: Connections, conn: number, nsp: string): Outcome {
  const client = opened(connections, conn);
  if (!client.ok) return client;
  const isThere = client.value.namespaces.some((namespace) => namespace.nsp === nsp);
  if (!isThere) return fail(`This connection is not in ${nsp}.`);
  connections.act(conn, 'leave', { nsp });
  return tried(() => client.value.leave(nsp));
}

function opened(connections: Connections, conn: number): Result<Connection, string> {
  const connection = connections.get(conn);
  if (!connection?.isActive) return fail('Connect first: this connection is closed.');
  return connection.client ? ok(connection.client) : fail('Wait a moment: this connection is not open yet.');
}

/** A client that speaks Socket.IO in `nsp`. */
function speaking(connections: Connections, conn: number, nsp: string): Result<Connection, string> {
  const client = opened(connections, conn);
  if (!client.ok) return client;
  if (isBare(client.value)) return fail('Engine.IO by itself has no events: send a message instead.');
  if (client.value.isOpenFor(nsp)) return client;
  return fail(`The server does not let this connection into the namespace ${nsp}.`);
}

function isBare({ protocol }: Connection): boolean {
  return BARE.includes(protocol);
}

/** The client throws for what it does not send, e.g. a reserved name. */
function tried(send: () => void): Outcome {
  try {
    return ok(send());
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}
