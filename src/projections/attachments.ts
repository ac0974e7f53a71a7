import type { SocketPacket } from '../protocol/socketio/packet.ts';
import type { Protocols } from '../session/protocols.ts';
import type { WireEvent } from '../wire/wire-event.ts';
import type { Nearby } from './nearby.ts';
import type { RowId, RowKind } from './row.ts';
import { messageIn, readPart } from './row-part.ts';
import type { Timeline } from './timeline.ts';

/** What may stand between a binary packet and its attachments without keeping them from it. */
const BETWEEN: ReadonlySet<RowKind> = new Set(['request', 'response', 'open', 'ping', 'pong', 'upgrade', 'noop']);

export type AttachmentSource = {
  readonly timeline: Timeline;
  readonly protocols: Protocols;
  readonly read: (seq: number) => Promise<WireEvent | undefined>;
};

/** `row` is absent where the bytes stand in the packet itself, as in MessagePack. */
export type Attachment = { readonly bytes: Uint8Array; readonly row?: RowId };

/** The bytes behind a binary packet: rows of kind `attachment` that follow on the same connection and in its direction. */
export async function attachmentsOf(
  header: number,
  { attachments, packed }: SocketPacket,
  { timeline, protocols, read }: AttachmentSource,
): Promise<readonly Attachment[]> {
  const { columns } = timeline;
  // Copies: the page gets these alone, not the whole packet with each.
  if (packed) return packed.buffers.map((buffer) => ({ bytes: buffer.slice() }));
  const found: Attachment[] = [];
  for (let row = header + 1; row < columns.length && found.length < attachments; row++) {
    if (columns.conn(row) !== columns.conn(header) || columns.direction(row) !== columns.direction(header)) continue;
    const kind = columns.kind(row);
    if (BETWEEN.has(kind)) continue;
    if (kind !== 'attachment' && kind !== 'malformed') break;
    const event = await read(columns.seq(row));
    const part = event && readPart(event, columns.part(row), protocols.of(columns.seq(row), event));
    // A row without a payload says that attachments never came.
    if (kind === 'malformed' && part?.payload !== undefined) continue;
    const message = part && messageIn(part);
    if (message === undefined || typeof message === 'string') break;
    found.push({ bytes: message, row: timeline.idOf(row) });
  }
  return found;
}

/** The binary packet that an attachment belongs to, and which of its attachments it is, from 1. */
export function headerOf(nearby: Nearby): { readonly header: number; readonly place: number } | undefined {
  const { columns } = nearby;
  let place = 1;
  const header = nearby.before(
    (row) => nearby.isSameWay(row) && nearby.isKind(row, 'BINARY_EVENT', 'BINARY_ACK'),
    (row) => {
      if (!nearby.isSameWay(row)) return false;
      if (columns.kind(row) === 'attachment') place++;
      return !BETWEEN.has(columns.kind(row)) && !nearby.isKind(row, 'attachment', 'malformed');
    },
  );
  return header === undefined ? undefined : { header, place };
}
