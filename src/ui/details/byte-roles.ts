import { utf8Length } from '../../base/bytes.ts';
import type { Field } from '../../projections/details-view.ts';

export type RoleNumber = 1 | 2 | 3 | 4 | 5 | 6;

/** What a stretch of a frame's text is for. `from` and `to` count characters. */
export type ByteRole = {
  readonly number: RoleNumber;
  readonly from: number;
  readonly to: number;
  readonly field: Field;
};

/** The same in bytes of its UTF-8. */
export type RoleSpan = { readonly number: RoleNumber; readonly from: number; readonly to: number };

const NUMBERS: Readonly<Record<string, RoleNumber>> = {
  'Engine.IO type': 1,
  'Socket.IO type': 2,
  'Socket.IO attachments': 3,
  'Socket.IO namespace': 4,
  'Socket.IO ack id': 5,
  'Socket.IO payload': 6,
  'Engine.IO data': 6,
};

/** The fields that the frame spells, in the order in which it spells them. */
export function byteRoles(fields: readonly Field[]): readonly ByteRole[] {
  return fields
    .flatMap((field): readonly ByteRole[] => {
      const number = NUMBERS[`${field.layer} ${field.name}`];
      const { offset, length } = field;
      if (number === undefined || offset === undefined || length === undefined || length === 0) return [];
      return [{ number, from: offset, to: offset + length, field }];
    })
    .toSorted((a, b) => a.from - b.from);
}

export function roleSpans(roles: readonly ByteRole[], text: string): readonly RoleSpan[] {
  let character = 0;
  let byte = 0;
  return roles.map(({ number, from, to }) => {
    byte += utf8Length(text.slice(character, from));
    const start = byte;
    byte += utf8Length(text.slice(from, to));
    character = to;
    return { number, from: start, to: byte };
  });
}
