import { MsgpackReader } from '../msgpack/reader.ts';

/** One field of a packet in MessagePack: its key, and its value behind it up to `end`. In bytes. */
export type PackedField = {
  readonly key: string;
  readonly keyAt: number;
  readonly valueAt: number;
  readonly end: number;
  /** JSON of the value. */
  readonly json: string;
};

export type PackedPlaces = {
  readonly fields: readonly PackedField[];
  /** Where the first key begins: the map's own bytes stand before it. */
  readonly fieldsAt: number;
  readonly size: number;
};

/** The fields of the map that a packet is, in their order; of one that cannot be read, those before its flaw. */
export function packedPlaces(message: Uint8Array): PackedPlaces {
  const reader = new MsgpackReader(message);
  const size = reader.mapSize() ?? 0;
  const fieldsAt = reader.at;
  const fields: PackedField[] = [];
  for (let i = 0; i < size && !reader.flaw && !reader.isAtEnd; i++) {
    const keyAt = reader.at;
    const key = reader.key();
    const valueAt = reader.at;
    const json = reader.value(1);
    fields.push({ key, keyAt, valueAt, end: reader.at, json });
  }
  return { fields, fieldsAt, size };
}
