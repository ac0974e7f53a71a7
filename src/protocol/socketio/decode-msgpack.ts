import { fail, ok, type Result } from '../../base/result.ts';
import type { Malformed } from '../malformed.ts';
import { MsgpackReader } from '../msgpack/reader.ts';
import type { BytePlace, SocketPacket, SocketPacketType } from './packet.ts';

type PartName = 'type' | 'nsp' | 'id' | 'data';
type Part = BytePlace & { readonly json: string };
type Parts = { [Name in PartName]?: Part | undefined };

const UNDEFINED = '{"$undefined":true}';

/** One packet of socket.io-msgpack-parser: a map with `type`, `nsp`, and where it has them `id` and `data`. */
export function decodeMsgpack(
  message: Uint8Array,
  types: readonly SocketPacketType[],
): Result<SocketPacket, Malformed> {
  const reader = new MsgpackReader(message);
  const parts = partsIn(reader);
  if (!reader.flaw && !reader.isAtEnd) reader.fail('msgpack-goes-on', reader.at);
  if (reader.flaw) return fail(reader.flaw);
  const { type: typePart, nsp, id, data } = parts;
  const type = types[Number(typePart?.json ?? NaN)];
  if (!typePart || type === undefined) return fail({ reason: 'unknown-socket-type', offset: typePart?.start ?? 0 });
  if (!nsp?.json.startsWith('"')) return fail({ reason: 'not-a-packet', offset: nsp?.start ?? 0 });
  if (id && !Number.isInteger(Number(id.json))) return fail({ reason: 'not-a-packet', offset: id.start });
  if (!isPayloadOf(type, message, data)) return fail({ reason: 'payload-type', offset: data?.start ?? 0 });
  return ok({
    type,
    nsp: String(JSON.parse(nsp.json)),
    id: id && Number(id.json),
    attachments: 0,
    json: data?.json ?? '',
    nspAt: 0,
    idAt: 0,
    jsonAt: 0,
    packed: { buffers: reader.buffers, isPlain: reader.isPlain, places: parts },
  });
}

/** A part that is `undefined` is none, as in the official parser; of parts that repeat, the last counts. */
function partsIn(reader: MsgpackReader): Parts {
  const parts: Parts = {};
  const size = reader.mapSize();
  if (size === undefined) reader.fail('not-a-packet', 0);
  for (let i = 0; i < (size ?? 0) && !reader.flaw; i++) {
    const name = nameIn(reader.key());
    const start = reader.at;
    const wasPlain = reader.isPlain;
    const json = reader.value(1);
    const isAbsent = json === UNDEFINED;
    // Beside the four stand notes of the client to itself, e.g. `options`.
    if (isAbsent || name === undefined) reader.isPlain = wasPlain;
    if (name === undefined) continue;
    parts[name] = isAbsent ? undefined : { start, end: reader.at, json };
  }
  return parts;
}

function nameIn(key: string): PartName | undefined {
  switch (key) {
    case '"type"':
      return 'type';
    case '"nsp"':
      return 'nsp';
    case '"id"':
      return 'id';
    case '"data"':
      return 'data';
    default:
      return undefined;
  }
}

function isPayloadOf(type: SocketPacketType, message: Uint8Array, data: Part | undefined): boolean {
  const first = data && message[data.start];
  const isMap = first !== undefined && ((first >= 0x80 && first <= 0x8f) || first === 0xde || first === 0xdf);
  switch (type) {
    case 'CONNECT':
      return data === undefined || isMap;
    case 'DISCONNECT':
      return data === undefined;
    case 'CONNECT_ERROR':
    case 'ERROR':
      return isMap || data?.json.startsWith('"') === true;
    default:
      return data?.json.startsWith('[') === true;
  }
}
