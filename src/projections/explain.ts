import type { Decoders } from '../session/decoders.ts';
import type { Details } from './details-view.ts';
import type { Row } from './row.ts';

/** One sentence: what a row is for, what came before it and what must come after. */
export function explain(row: Row, malformed: Details['malformed'], wantsAck: boolean, spoken?: Decoders): string {
  const { kind, direction, nsp = '/', event = '' } = row;
  const sender = direction === 'sent' ? 'the client' : 'the server';
  const receiver = direction === 'sent' ? 'the server' : 'the client';
  switch (kind) {
    case 'malformed':
      return `This breaks the protocol: ${malformed?.sentence ?? 'it cannot be read'}; the official parser closes the connection here, and what follows is read as far as it can be.`;
    case 'open':
      return 'The handshake: the server opens an Engine.IO session, names it (sid), says which upgrades it offers and how often it will ping; the client may now send.';
    case 'close':
      return `${capital(sender)} ends the Engine.IO session; the transport closes next.`;
    case 'ping':
      if (row.isUpgrade)
        return 'The probe: the client tests whether the new transport carries data; the server must answer with a pong “probe” on the same transport.';
      if (direction === 'sent')
        return 'A heartbeat: in Engine.IO 3 the client pings, and takes the connection for lost if no pong comes within pingTimeout; the time until then is a round trip.';
      return 'A heartbeat: in Engine.IO 4 the server pings, and the client must answer with a pong before pingTimeout is over, or the server calls it dead; it tells punctuality, not latency.';
    case 'pong':
      if (row.isUpgrade)
        return 'The probe’s answer: the new transport works both ways; the server now ends the pending poll with a noop, and the client sends the upgrade.';
      if (direction === 'received')
        return 'The answer to the client’s ping: the time since then is a round trip through both programs and the network; the next ping follows after pingInterval.';
      return 'The answer to the server’s ping: it keeps the connection alive until the next one.';
    case 'upgrade':
      return 'The last step of the upgrade: from here on every packet goes over the new transport, and polling stops.';
    case 'noop':
      if (row.isUpgrade)
        return 'An empty packet that ends the pending poll, so that no answer is left in the old transport when the upgrade comes.';
      return 'An empty packet: it only ends the pending poll.';
    case 'message':
      return `An Engine.IO message without Socket.IO inside, sent by ${sender}; what it means is between the two programs.`;
    case 'CONNECT':
      if (direction === 'sent')
        return `The client asks to join the namespace ${nsp}, with its auth payload if it has one; the server answers with CONNECT, or with CONNECT_ERROR if it refuses.`;
      if (spoken?.socket?.version === 4)
        return `The server lets the client into the namespace ${nsp}${row.pair ? '' : ', unasked as Socket.IO 1 and 2 do it'}; events may flow now.`;
      return `The server lets the client into the namespace ${nsp} and gives this socket its id; events may flow now.`;
    case 'ERROR':
      return `The server reports an error in the namespace ${nsp}: in Socket.IO 1 and 2 this is how it refuses, because a middleware said no or the namespace does not exist.`;
    case 'CONNECT_ERROR':
      return `The server refuses the namespace ${nsp}: a middleware said no, or the namespace does not exist; the client does not try again by itself.`;
    case 'DISCONNECT':
      return `${capital(sender)} leaves the namespace ${nsp}; other namespaces on this connection go on.`;
    case 'EVENT':
    case 'BINARY_EVENT':
      return eventSentence(row, sender, receiver, wantsAck, spoken?.socket?.parser === 'msgpack');
    case 'ACK':
    case 'BINARY_ACK':
      return `${capital(sender)} acknowledges ${event === '' ? 'an event' : `“${event}”`}: this runs the callback that the emitter passed; each question is answered at most once.`;
    case 'attachment':
      return 'The bytes that the binary packet before it announced: they take the place of its placeholder.';
    case 'request':
      return row.data.startsWith('POST')
        ? 'Over HTTP long-polling the client sends its packets in the body of a POST; the server answers “ok”.'
        : 'A poll: the client asks for packets, and the server holds the request open until it has some; one is always pending while polling.';
    case 'response':
      if (row.data.startsWith('opaque'))
        return 'Someone answers at this address, but what the answer says the browser keeps from this page, which asked not to read it.';
      return 'The server answers the request; the packets in the body stand in the rows below, and the next poll follows at once.';
    case 'opened':
      if (row.via === 'webtransport')
        return 'A WebTransport session is open: the client opens one stream in it for both directions, and its first packet says whether it is a probe for the upgrade.';
      return 'A WebSocket is open: with a sid in its URL it is about to be probed for the upgrade, without one it carries the session from the start.';
    case 'closed':
      if (row.via === 'webtransport') return 'The WebTransport session is closed, and its stream with it.';
      return 'The WebSocket is closed; code 1006 means that no close frame came, so the network or the process at the other end went away.';
    case 'failed':
      return 'The browser reports a failure and does not say why: perhaps nobody listens at this address, the path is wrong, the server does not allow this page (CORS), or its certificate is not trusted.';
    case 'client':
      return clientSentence(event);
    case 'user':
      return USER_SENTENCES[event] ?? `What you did: ${event}.`;
  }
}

function eventSentence(row: Row, sender: string, receiver: string, wantsAck: boolean, isPacked: boolean): string {
  const start = `${capital(sender)} emits “${row.event ?? ''}” in the namespace ${row.nsp ?? '/'}`;
  const bytes = row.kind === 'BINARY_EVENT' && !isPacked ? '; its bytes follow in frames of their own' : '';
  if (row.pair) return `${start}${bytes} and asked for an acknowledgement, which has come.`;
  if (row.isPending) return `${start}${bytes} and asks ${receiver} for an acknowledgement, which has not come yet.`;
  if (wantsAck) return `${start}${bytes} and asked for an acknowledgement; the connection was lost before it came.`;
  return `${start}${bytes}; no answer is asked for.`;
}

const CLIENT_SENTENCES: Readonly<Record<string, string>> = {
  connect: 'The client library reports the namespace as connected; your own “connect” handler would run now.',
  disconnect: 'The client library reports the namespace as disconnected, with its reason.',
  connect_error: 'The client library could not connect; this is all that it tells a program.',
  close: 'The Engine.IO session is over; with reconnection on, the client waits and tries again.',
  reconnect_attempt: 'The client tries again, after a delay that grows with each attempt.',
  reconnect_error: 'An attempt to reconnect failed.',
  reconnect_failed: 'The client has given up reconnecting.',
  reconnect: 'The connection is back; the server gave it a new Engine.IO session.',
  upgrading: 'The client begins to probe a better transport.',
  upgrade: 'The client library reports that the upgrade is done.',
  upgrade_error: 'The probe of the new transport failed; the connection stays on the old one.',
  protocol:
    'Sockscope reads the connection so from here on: found out, remembered from the last time, or chosen by you.',
  probe: 'What a check of Sockscope’s own has found; its traffic stands above, marked as such.',
  ignored: 'Options that this generation of the client does not have.',
  ack_timeout: 'No acknowledgement came within the timeout; the emitter’s callback got an error.',
};

const USER_SENTENCES: Readonly<Record<string, string>> = {
  connect: 'What you did: connect, with these options.',
  diagnose: 'You asked for a diagnosis: the checks follow, each with its own traffic.',
  join: 'You joined a namespace on a connection that was there already.',
  leave: 'You left a namespace; the others of the connection go on.',
};

function clientSentence(event: string): string {
  return CLIENT_SENTENCES[event] ?? `The client library reports “${event}”; no wire shows this.`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
