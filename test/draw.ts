import { Encoder } from 'socket.io-msgpack-parser';
import { captureMs, type Payload, type WireEvent } from '../src/wire/wire-event.ts';

/**
 * Reads traffic drawn as text, one WireEvent a line:
 *
 *      0ms > GET #1 /socket.io/?EIO=4&transport=polling   a request on channel 1; a POST may carry a body behind its URL
 *      4ms < 200 #1 0{"sid":"a"}␞40{"sid":"b"}            its response; ␞ stands for the separator U+001E
 *     10ms open #2 ws://host/?sid=a                       a WebSocket; `close #2 1006 gone`, `fail #2 websocket error`
 *     11ms > #2 2probe                                    a frame on it; without `#2`, on the connection's own channel
 *     20ms < hex 01 02 ff                                 bytes, in a frame or a body
 *     21ms < "hello\n"                                    text that starts unlike a packet (a digit or b), as JSON
 *     30ms [2] > 40                                       of connection 2, not 1
 *     30ms [1 auto] > GET #7 /socket.io/?EIO=4            of a check of Sockscope's own, on connection 1
 *     30ms > msgpack {"type":2,"nsp":"/","data":["a"]}    bytes: this packet in MessagePack, {"$binary":"AQ=="} for bytes
 *     30ms stream #8 https://host/socket.io/              a WebTransport session; frames on #8 get their stream header
 *     31ms client disconnect / {"reason":"ping timeout"}  what the client reports: namespace and detail may be left out
 *     31ms client protocol {"protocol":"v2"}              from here on the connection speaks so (Socket.IO v3/v4 before)
 *     32ms user emit {"event":"hi"}                       what the person does
 *     // and a comment
 *
 * Status 000 is an answer that the page may not read. Close code 1006 means that no close frame came. Whatever else a line says is refused, so that a slip of the pen does
 * not become other traffic.
 */
export function draw(text: string): readonly WireEvent[] {
  const events: WireEvent[] = [];
  const channels: Channels = { polled: new Set(), streams: new Set() };
  let lastAt = 0;
  for (const [i, line] of text.split('\n').entries()) {
    const drawn = line.trim();
    if (drawn === '' || drawn.startsWith('//')) continue;
    const event = readLine(drawn, channels);
    if (!event) throw new Error(`line ${i + 1} cannot be read: ${drawn}`);
    if (event.at < lastAt) throw new Error(`line ${i + 1} goes back in time: ${drawn}`);
    lastAt = event.at;
    events.push(event);
  }
  return events;
}

/** Where frames are that name no channel. */
export function ownChannel(conn: number): number {
  return 1000 * conn;
}

type Common = Pick<WireEvent, 'at' | 'conn' | 'probe'>;
/** What else than a WebSocket a channel is. */
type Channels = { readonly polled: Set<number>; readonly streams: Set<number> };

const LINE = /^(\d+(?:\.\d{1,3})?)ms\s+(?:\[(\d+)(?: ([a-z\d-]+))?\]\s+)?([<>]|[a-z]+)\s+(.*)$/s;

function readLine(line: string, channels: Channels): WireEvent | undefined {
  const [, ms, conn = '1', probe, verb, rest = ''] = LINE.exec(line) ?? [];
  const common: Common = { at: captureMs(Number(ms)), conn: Number(conn), ...(probe === undefined ? {} : { probe }) };
  switch (verb) {
    case '>':
      return readRequest(common, rest, channels) ?? readFrame(common, 'sent', rest, channels);
    case '<':
      return readResponse(common, rest) ?? readFrame(common, 'received', rest, channels);
    case 'open':
    case 'stream':
    case 'close':
    case 'fail':
      return readChannel(common, verb, rest, channels);
    case 'client':
      return readReport(common, rest);
    case 'user':
      return readAction(common, rest);
    default:
      return undefined;
  }
}

function readRequest(common: Common, rest: string, { polled }: Channels): WireEvent | undefined {
  const [, method, chan, url, body] = /^(GET|POST|OPTIONS) #(\d+) (\S+)(?:\s+(.*))?$/s.exec(rest) ?? [];
  if (method === undefined || url === undefined) return undefined;
  polled.add(Number(chan));
  return withBody({ ...common, kind: 'request', chan: Number(chan), via: 'polling', method, url }, body);
}

function readResponse(common: Common, rest: string): WireEvent | undefined {
  const [, status, chan, body] = /^(\d{3}) #(\d+)(?:\s+(.*))?$/s.exec(rest) ?? [];
  if (status === undefined) return undefined;
  return withBody({ ...common, kind: 'response', chan: Number(chan), via: 'polling', status: Number(status) }, body);
}

function withBody(event: WireEvent, body: string | undefined): WireEvent | undefined {
  if (body === undefined) return event;
  const payload = readPayload(body);
  return payload === undefined ? undefined : ({ ...event, payload } as WireEvent);
}

function readFrame(
  common: Common,
  dir: 'sent' | 'received',
  rest: string,
  { streams }: Channels,
): WireEvent | undefined {
  const [, chan = ownChannel(common.conn), drawn = ''] = /^(?:#(\d+)\s+)?(.*)$/s.exec(rest) ?? [];
  const payload = /^\d{3} #/.test(drawn) ? undefined : readPayload(drawn);
  if (payload === undefined) return undefined;
  const isStream = streams.has(Number(chan));
  const via = isStream ? 'webtransport' : 'websocket';
  return { ...common, kind: 'frame', chan: Number(chan), via, dir, payload: isStream ? streamed(payload) : payload };
}

/** As engine.io-parser 5 sends it: bit 7 for bytes, then the length. */
function streamed(payload: Payload): Uint8Array {
  const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
  const length = bytes.length;
  const header = length < 126 ? [length] : length < 0x1_0000 ? [126, length >> 8, length & 0xff] : undefined;
  if (!header) throw new Error(`drawn streams carry less than 64 KiB: ${length} bytes`);
  return Uint8Array.from([header[0]! | (typeof payload === 'string' ? 0 : 0x80), ...header.slice(1), ...bytes]);
}

/** As socket.io-msgpack-parser 3 sends it. */
function packed(json: string): Uint8Array {
  const packet: unknown = JSON.parse(json, (_, value: unknown) => {
    const isBinary = typeof value === 'object' && value !== null && '$binary' in value;
    return isBinary ? Buffer.from(String(value.$binary), 'base64') : value;
  });
  // Its types promise an ArrayBuffer, which it is in a browser only.
  const [bytes]: readonly Iterable<number>[] = Object(new Encoder().encode(packet));
  return Uint8Array.from(bytes!);
}

function readPayload(drawn: string): Payload | undefined {
  if (/^hex( [0-9a-f]{2})*$/.test(drawn)) {
    return Uint8Array.from(drawn.split(' ').slice(1), (digits) => Number.parseInt(digits, 16));
  }
  if (drawn.startsWith('msgpack ')) return packed(drawn.slice(8));
  if (drawn.startsWith('"')) {
    const value = readJson(drawn);
    return typeof value === 'string' ? value : undefined;
  }
  // The body that answers a POST is the only one that holds no packet.
  return /^[\db␞\x1e]/.test(drawn) || drawn === 'ok' ? drawn.replaceAll('␞', '\x1e') : undefined;
}

function readChannel(
  common: Common,
  verb: 'open' | 'stream' | 'close' | 'fail',
  rest: string,
  { polled, streams }: Channels,
): WireEvent | undefined {
  const [, number, words = ''] = /^#(\d+)\s+(.*)$/s.exec(rest) ?? [];
  if (number === undefined || words === '') return undefined;
  const chan = Number(number);
  if (verb === 'stream') streams.add(chan);
  const via = streams.has(chan) ? 'webtransport' : 'websocket';
  if (verb === 'open' || verb === 'stream') return { ...common, kind: 'opened', chan, via, url: words };
  if (verb === 'fail') {
    return { ...common, kind: 'failed', chan, via: polled.has(chan) ? 'polling' : via, message: words };
  }
  const [, code, reason = ''] = /^(\d{4})(?:\s+(.*))?$/s.exec(words) ?? [];
  if (code === undefined) return undefined;
  return { ...common, kind: 'closed', chan, via, code: Number(code), reason, clean: code !== '1006' };
}

function readReport(common: Common, rest: string): WireEvent | undefined {
  const [, event, nsp, json] = /^([a-z_]+)(?:\s+(\/\S*))?(?:\s+([{["\d].*))?$/s.exec(rest) ?? [];
  if (event === undefined) return undefined;
  const detail = json === undefined ? {} : { detail: readJson(json) };
  return { ...common, kind: 'client', event, ...(nsp === undefined ? {} : { nsp }), ...detail };
}

function readAction(common: Common, rest: string): WireEvent | undefined {
  const [, action, json] = /^([a-z_]+)(?:\s+([{["\d].*))?$/s.exec(rest) ?? [];
  if (action === undefined) return undefined;
  return { ...common, kind: 'user', action, ...(json === undefined ? {} : { detail: readJson(json) }) };
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new Error(`not JSON: ${json}`, { cause: error });
  }
}
