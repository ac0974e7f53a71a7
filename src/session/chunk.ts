import type { Payload, WireEvent } from '../wire/wire-event.ts';
import { BYTES, formIn, frameDirectionIn, kindIn, TEXT, viaIn } from './shape.ts';

/** The fixed-width part of a chunk: one element an entry. Always in memory. */
export type ChunkColumns = {
  readonly firstSeq: number;
  readonly count: number;
  readonly at: Float64Array;
  readonly shape: Uint8Array;
  readonly conn: Uint16Array;
  /** 0 for client events and user actions. */
  readonly chan: Uint32Array;
  /** Where each entry's text ends in `text`; it starts where the previous entry's ends. */
  readonly textEnd: Uint32Array;
  /** The same for `bytes`; empty for a chunk without binary payloads. */
  readonly bytesEnd: Uint32Array;
};

/** The heavy part of a chunk: may be left on the disk. */
export type ChunkPayload = {
  /** All text payloads, one after the other. */
  readonly text: string;
  readonly bytes: Uint8Array;
  /** JSON of what stands in no column, by position in the chunk. */
  readonly extras: ReadonlyMap<number, string>;
};

/** Some consecutive entries, as IndexedDB keeps them: plain, so it can be cloned. */
export type Chunk = ChunkColumns & ChunkPayload;

/** Characters and bytes that `payload` holds. */
export function weightOf({ text, bytes, extras }: ChunkPayload): number {
  let weight = text.length + bytes.length;
  for (const extra of extras.values()) weight += extra.length;
  return weight;
}

export function textStart(columns: ChunkColumns, i: number): number {
  return i === 0 ? 0 : (columns.textEnd[i - 1] ?? 0);
}

/** Size of the binary payload at position `i`; 0 where it has none. */
export function bytesAt({ bytesEnd }: ChunkColumns, i: number): number {
  return (bytesEnd[i] ?? 0) - (i === 0 ? 0 : (bytesEnd[i - 1] ?? 0));
}

export function textIn(columns: ChunkColumns, payload: ChunkPayload, i: number): string {
  return payload.text.slice(textStart(columns, i), columns.textEnd[i]);
}

export function payloadIn(columns: ChunkColumns, payload: ChunkPayload, i: number): Payload | undefined {
  switch (formIn(columns.shape[i] ?? 0)) {
    case TEXT:
      return textIn(columns, payload, i);
    case BYTES:
      return payload.bytes.slice(i === 0 ? 0 : columns.bytesEnd[i - 1], columns.bytesEnd[i]);
    default:
      return undefined;
  }
}

/** What stands in no column. It is our own writing, so its form is known. */
function restIn(extras: string): object {
  return JSON.parse(extras);
}

/** The WireEvent at position `i`, as it was appended. */
export function eventIn(columns: ChunkColumns, payload: ChunkPayload, i: number): WireEvent {
  const shape = columns.shape[i] ?? 0;
  const kind = kindIn(shape);
  const extras = payload.extras.get(i);
  // Frames are nearly all of a big session, so this one is built at once: spreading took 90 times as long.
  if (kind === 'frame' && extras === undefined) {
    return {
      at: columns.at[i] ?? 0,
      conn: columns.conn[i] ?? 0,
      kind,
      chan: columns.chan[i] ?? 0,
      via: viaIn(shape),
      dir: frameDirectionIn(shape),
      payload: payloadIn(columns, payload, i) ?? '',
    } as WireEvent;
  }
  const rest = extras === undefined ? {} : restIn(extras);
  const common = { at: columns.at[i] ?? 0, conn: columns.conn[i] ?? 0, kind };
  if (kind === 'client' || kind === 'user') return { ...common, ...rest } as WireEvent;
  const direction = kind === 'frame' ? { dir: frameDirectionIn(shape) } : {};
  const body = payloadIn(columns, payload, i);
  const carried = body === undefined ? {} : { payload: body };
  return { ...common, chan: columns.chan[i] ?? 0, via: viaIn(shape), ...direction, ...rest, ...carried } as WireEvent;
}
