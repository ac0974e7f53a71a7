import type { Decoders } from '../../session/decoders.ts';
import type { Row } from '../row.ts';
import { clientPurpose, userPurpose } from './client-purpose.ts';

const INFERRED =
  'Inferred: the imported file does not hold what the client library reported, so this was concluded from what crossed the wire.';

/** Of a packet that carries an acknowledgement id, why a row is malformed, and whether no client reported it. */
export type Known = { readonly wantsAck: boolean; readonly flaw?: string | undefined; readonly isInferred?: boolean };

/** What a row of such a kind is for, what the protocol wants before and after it. */
export function purposeOf(
  row: Row,
  { wantsAck, flaw, isInferred }: Known,
  spoken: Pick<Decoders, 'engine' | 'socket'>,
): string {
  const { kind, nsp = '/', event = '' } = row;
  const sender = row.direction === 'sent' ? 'the client' : 'the server';
  const receiver = row.direction === 'sent' ? 'the server' : 'the client';
  switch (kind) {
    case 'malformed':
      return `This breaks the protocol: ${flaw ?? 'it cannot be read'}. The official parser gives up here and closes the connection. What follows is read as far as it can be.`;
    case 'open':
      return openPurpose(row, spoken);
    case 'close':
      return `${capital(sender)} ends the Engine.IO session. The transport closes next, and with it every namespace. It differs from DISCONNECT, which leaves one namespace and keeps the connection.`;
    case 'ping':
    case 'pong':
      return row.isUpgrade ? probePurpose(row) : heartbeatPurpose(row, spoken.engine.version);
    case 'upgrade':
      return 'The last step of the upgrade. From here on every packet goes over the new transport, and polling stops. The server must have closed the pending poll before, or packets could overtake each other.';
    case 'noop':
      return row.isUpgrade
        ? 'An empty packet that ends the pending poll, so that no answer is left in the old transport when the upgrade comes. The client sends the upgrade packet next.'
        : 'An empty packet: it only ends the pending poll. The client asks again at once.';
    case 'message':
      return `An Engine.IO message without Socket.IO inside, sent by ${sender}. What it means is between the two programs: there is no event, no namespace and no acknowledgement here.`;
    case 'CONNECT':
      return connectPurpose(row, nsp, spoken.socket?.version);
    case 'CONNECT_ERROR':
      return `The server refuses the namespace ${nsp}: a middleware said no, or the namespace does not exist. The payload carries the reason, and the client gets it as connect_error. It does not try this namespace again by itself; the connection stays.`;
    case 'ERROR':
      return `The server reports an error in the namespace ${nsp}. In Socket.IO 1 and 2 this is how it refuses: a middleware said no, or the namespace does not exist. Socket.IO 3 renamed it to CONNECT_ERROR.`;
    case 'DISCONNECT':
      return `${capital(sender)} leaves the namespace ${nsp}. No answer is expected, and questions that were open there stay unanswered. Other namespaces on this connection go on.`;
    case 'EVENT':
    case 'BINARY_EVENT':
      return eventPurpose(row, sender, receiver, wantsAck, spoken.socket?.parser === 'msgpack');
    case 'ACK':
    case 'BINARY_ACK':
      return `${capital(sender)} acknowledges ${event === '' ? 'an event' : `“${event}”`}. The id is the question’s own, and the payload holds the arguments of the callback that the emitter passed. Each question is answered at most once; ids count per namespace and direction.`;
    case 'attachment':
      return 'Bytes that the binary packet before announced. JSON cannot hold them, so they travel behind it, in the order of its placeholders. The receiver puts the packet together when the last one has come; anything else in between would break it.';
    case 'request':
    case 'response':
      return exchangePurpose(row);
    case 'opened':
      return `The ${row.via === 'webtransport' ? 'WebTransport stream' : 'WebSocket'} is open: its own handshake is done, over HTTP. Engine.IO has not spoken yet. Next comes the probe if polling went before, else the open packet.`;
    case 'closed':
      return 'The channel is closed. The code says how: 1000 and 1005 are a proper goodbye, 1006 means that no close frame came, as when the network or the server vanishes. Reconnecting is the client library’s affair.';
    case 'failed':
      return 'The browser could not do it, and tells a page no reason: that protects other sites from being spied on. A wrong address, no server, a refused certificate and a missing CORS header look alike here. Diagnosis tries them apart.';
    case 'client':
      return isInferred ? `${INFERRED} ${clientPurpose(event)}` : clientPurpose(event);
    case 'user':
      return userPurpose(event);
  }
}

function openPurpose({ direction, via }: Row, { engine }: Pick<Decoders, 'engine'>): string {
  if (direction === 'sent') {
    return 'Over WebTransport the client speaks first. With a sid it asks to move its session to this stream; without one it asks for a new session. The server answers with a pong or with its own open packet.';
  }
  const who = engine.serverPings ? 'the server will ping' : 'the client must ping';
  return `The handshake: the server opens an Engine.IO session and names it (sid). Every later request carries that sid. upgrades lists the transports it offers${via === 'polling' ? '' : ' (none are left here)'}; pingInterval is how often ${who}, pingTimeout how long an answer may take. The client joins namespaces next.`;
}

function heartbeatPurpose({ kind, direction }: Row, version: 3 | 4): string {
  if (version === 4) {
    return kind === 'ping'
      ? 'A heartbeat: in Engine.IO 4 the server pings every pingInterval, and the client must answer with a pong within pingTimeout, or the server closes. A client that hears no ping for pingInterval + pingTimeout takes the connection for lost. It tells whether the ping was late; it is no measure of latency.'
      : 'The answer to the server’s ping. It keeps the session alive: the server starts its timer for the next ping now. The client answers at once, without asking your program, so a late pong means a busy or frozen client.';
  }
  return kind === 'ping'
    ? `A heartbeat: in Engine.IO 3 the client pings, every pingInterval. ${direction === 'sent' ? 'If no pong comes within pingTimeout, the client takes the connection for lost.' : 'Its server must not ping, though.'} The time until the pong is a round trip.`
    : 'The answer to the client’s ping, in Engine.IO 3. The time since then is a round trip through both programs and the network. The next ping follows after pingInterval.';
}

function probePurpose({ kind, via }: Row): string {
  const transport = via === 'webtransport' ? 'WebTransport' : 'WebSocket';
  return kind === 'ping'
    ? `The probe: the client tests whether the ${transport} carries data both ways, while polling goes on. The server must answer “probe” on the same transport. If no answer comes, nothing is lost: the session stays on polling.`
    : `The probe’s answer: the ${transport} works both ways. The server now ends the pending poll with a noop. The client waits for that, then sends the upgrade packet, and only then is the new transport used.`;
}

function connectPurpose({ direction, pair }: Row, nsp: string, version: 4 | 5 | undefined): string {
  if (direction === 'sent') {
    return `The client asks to join the namespace ${nsp}, with its auth payload if it has one. The server answers with CONNECT, or with CONNECT_ERROR if it refuses. Until then no event may be sent there: the client keeps them in its buffer.`;
  }
  if (version === 4) {
    return `The server lets the client into the namespace ${nsp}${pair ? '' : ', unasked, as Socket.IO 1 and 2 do it for the main namespace'}. Events may flow now.`;
  }
  return `The server lets the client into the namespace ${nsp} and gives this socket its id (sid), which is not the Engine.IO one. A pid means that the server can restore missed events after a short loss. Events may flow now.`;
}

function eventPurpose(row: Row, sender: string, receiver: string, wantsAck: boolean, isPacked: boolean): string {
  const start = `${capital(sender)} emits “${row.event ?? ''}” in the namespace ${row.nsp ?? '/'}; the first element of the payload is the event’s name, the rest are its arguments.`;
  const bytes = row.kind === 'BINARY_EVENT' && !isPacked ? ' Its bytes follow in frames of their own.' : '';
  return `${start}${bytes} ${questionWords(row, receiver, wantsAck)}`;
}

function questionWords({ pair, isPending }: Row, receiver: string, wantsAck: boolean): string {
  if (pair) return 'It asked for an acknowledgement, which has come.';
  if (isPending) return `It asks ${receiver} for an acknowledgement, which has not come yet.`;
  if (wantsAck) return 'It asked for an acknowledgement; none came, and none can come any more.';
  return 'No answer is asked for: nothing here tells whether it was handled.';
}

function exchangePurpose({ kind, data }: Row): string {
  if (kind === 'response') {
    return 'The answer to a request of long-polling. A GET brings what the server had to say, one or more packets in one body; a POST brings “ok”. The client sends the next GET at once, so that there is always one for the server to answer.';
  }
  return data.startsWith('POST')
    ? 'Over HTTP long-polling the client sends its packets in the body of a POST. The server answers “ok”. Only one POST is under way at a time, so that packets keep their order.'
    : 'Over HTTP long-polling the client asks for what is new. The server holds the request open until it has something to say: the waiting is not slowness, it is the method. One GET is pending at all times.';
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
