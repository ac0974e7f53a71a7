import type { Entry, Packet } from '../session/entry.ts';
import type { RowId } from './row.ts';

/** A read model folded from the log, entry by entry. `view` hands out a fresh value each time: of one connection, or of all. */
export type Projection<View> = {
  step(entry: Entry): void;
  view(conn?: number): View;
};

/** Which part of its entry a packet's row is: a frame is its packet, an HTTP body stands before the packets in it. */
export function partOf(entry: Entry, index: number): number {
  return entry.event.kind === 'frame' ? index : index + 1;
}

export function rowIdOf(entry: Entry, packet: Packet): RowId {
  return { seq: entry.seq, part: partOf(entry, entry.packets.indexOf(packet)) };
}
