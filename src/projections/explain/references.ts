import type { Decoders } from '../../session/decoders.ts';
import type { RowKind } from '../row.ts';
import type { Reference } from './explanation.ts';

const ENGINE_4 = 'https://github.com/socketio/engine.io-protocol';
const ENGINE_3 = 'https://github.com/socketio/engine.io-protocol/tree/v3';
const SOCKET_5 = 'https://github.com/socketio/socket.io-protocol';
const SOCKET_4 = 'https://github.com/socketio/socket.io-protocol/tree/v4';
const CLIENT = 'https://socket.io/docs/v4/client-api/';
const PACKED = 'https://github.com/socketio/socket.io-msgpack-parser';

type Section = readonly [title: string, anchor: string];

const ENGINE_4_SECTIONS: Readonly<Partial<Record<RowKind, Section>>> = {
  open: ['Handshake', '#handshake'],
  ping: ['Heartbeat', '#heartbeat'],
  pong: ['Heartbeat', '#heartbeat'],
  upgrade: ['Upgrade', '#upgrade'],
  noop: ['Upgrade', '#upgrade'],
  close: ['Protocol', '#protocol'],
  message: ['Message', '#message'],
  request: ['HTTP long-polling', '#http-long-polling'],
  response: ['HTTP long-polling', '#http-long-polling'],
  opened: ['WebSocket', '#websocket'],
  closed: ['WebSocket', '#websocket'],
  failed: ['Transports', '#transports'],
};

const ENGINE_3_SECTIONS: Readonly<Partial<Record<RowKind, Section>>> = {
  open: ['0 open', '#0-open'],
  close: ['1 close', '#1-close'],
  ping: ['2 ping', '#2-ping'],
  pong: ['3 pong', '#3-pong'],
  message: ['4 message', '#4-message'],
  upgrade: ['5 upgrade', '#5-upgrade'],
  noop: ['6 noop', '#6-noop'],
  request: ['Polling', '#polling'],
  response: ['Polling', '#polling'],
  opened: ['WebSocket', '#websocket'],
  closed: ['WebSocket', '#websocket'],
  failed: ['Transports', '#transports'],
};

const SOCKET_5_SECTIONS: Readonly<Partial<Record<RowKind, Section>>> = {
  CONNECT: ['Connection to a namespace', '#connection-to-a-namespace'],
  CONNECT_ERROR: ['Connection to a namespace', '#connection-to-a-namespace'],
  DISCONNECT: ['Disconnection from a namespace', '#disconnection-from-a-namespace'],
  EVENT: ['Sending and receiving data', '#sending-and-receiving-data'],
  BINARY_EVENT: ['Sending and receiving data', '#sending-and-receiving-data'],
  ACK: ['Acknowledgement', '#acknowledgement'],
  BINARY_ACK: ['Acknowledgement', '#acknowledgement'],
  attachment: ['Packet encoding', '#packet-encoding'],
  malformed: ['Packet encoding', '#packet-encoding'],
};

/** Events of the client that its documentation has a section for. */
const CLIENT_EVENTS: ReadonlySet<string> = new Set([
  'connect',
  'connect_error',
  'disconnect',
  'reconnect',
  'reconnect_attempt',
  'reconnect_error',
  'reconnect_failed',
]);

/** Where the protocol itself tells of such a row. */
export function referenceOf(
  kind: RowKind,
  event: string | undefined,
  isUpgrade: boolean,
  { engine, socket }: Pick<Decoders, 'engine' | 'socket'>,
): Reference | undefined {
  if (kind === 'user') return undefined;
  if (kind === 'client') {
    return event !== undefined && CLIENT_EVENTS.has(event)
      ? { title: `Socket.IO client API, event “${event}”`, url: `${CLIENT}#event-${event}` }
      : undefined;
  }
  const isSocket = SOCKET_5_SECTIONS[kind] !== undefined || kind === 'ERROR';
  if (isSocket && socket) return socketReference(kind, socket);
  const [title, anchor] = isUpgrade
    ? upgradeSection(engine.version)
    : ((engine.version === 4 ? ENGINE_4_SECTIONS : ENGINE_3_SECTIONS)[kind] ?? ['', '']);
  if (anchor === '') return undefined;
  return {
    title: `Engine.IO protocol ${engine.version}, ${title}`,
    url: `${engine.version === 4 ? ENGINE_4 : ENGINE_3}${anchor}`,
  };
}

function upgradeSection(version: 3 | 4): Section {
  return version === 4 ? ['Upgrade', '#upgrade'] : ['Transport upgrading', '#transport-upgrading'];
}

function socketReference(kind: RowKind, { version, parser }: NonNullable<Decoders['socket']>): Reference {
  if (parser === 'msgpack' && (kind === 'malformed' || kind === 'attachment')) {
    return { title: 'socket.io-msgpack-parser', url: PACKED };
  }
  if (version === 4) return { title: 'Socket.IO protocol 4', url: SOCKET_4 };
  const [title, anchor] = SOCKET_5_SECTIONS[kind] ?? ['Packet encoding', '#packet-encoding'];
  return { title: `Socket.IO protocol 5, ${title}`, url: `${SOCKET_5}${anchor}` };
}
