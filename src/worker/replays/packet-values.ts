import { fail, ok, type Result } from '../../base/result.ts';
import { attachmentsOf } from '../../projections/attachments.ts';
import { readPart, socketPacketIn } from '../../projections/row-part.ts';
import { withAttachments } from '../../protocol/socketio/attachments.ts';
import type { SocketPacket } from '../../protocol/socketio/packet.ts';
import { withoutOffset } from '../../protocol/socketio/recovery.ts';
import type { OpenSession } from '../open-session.ts';

const LOST = 'The disk has lost this part of the session.';

/** The values that the Socket.IO packet of row `row` carries, bytes as bytes; an event's first one is its name. */
export async function packetValues(session: OpenSession, row: number): Promise<Result<readonly unknown[], string>> {
  const { columns } = session.timeline;
  const seq = columns.seq(row);
  const event = await session.log.read(seq);
  if (!event) return fail(LOST);
  const packet = socketPacketIn(readPart(event, columns.part(row), session.protocols.of(seq, event)));
  if (!packet) return fail('What was recorded here cannot be read.');
  const json = columns.hasOffset(row) ? withoutOffset(packet.json) : packet.json;
  const values = await valuesOf(session, row, packet, json);
  return Array.isArray(values)
    ? ok(values)
    : fail(typeof values === 'string' ? values : 'It carries no list of values.');
}

/** A sentence where they are not all there. */
async function valuesOf(session: OpenSession, row: number, packet: SocketPacket, json: string): Promise<unknown> {
  if (packet.attachments === 0 && !packet.packed) {
    // Decoding has found it valid, and with thousands a second this is the fast way.
    const plain: unknown = JSON.parse(json);
    return plain;
  }
  if (packet.packed?.isPlain === false) return 'It holds a value that only MessagePack has a word for.';
  const { timeline, protocols, log } = session;
  const read = (position: number) => log.read(position);
  const attachments = await attachmentsOf(row, packet, { timeline, protocols, read });
  const values = withAttachments(
    json,
    attachments.map(({ bytes }) => bytes),
  );
  return values.ok ? values.value : 'Attachments are missing.';
}
