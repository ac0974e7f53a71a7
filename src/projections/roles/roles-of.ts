import type { Malformed } from '../../protocol/malformed.ts';
import type { WireEvent } from '../../wire/wire-event.ts';
import type { RowPart } from '../row-part.ts';
import { bodyRoles } from './body-roles.ts';
import { wholeAs } from './message-roles.ts';
import { partRoles } from './part-roles.ts';
import { cutAt, type Role } from './role.ts';

/** What each stretch of a row's payload is for, from its first character or byte to its last. */
export function rolesOf(
  event: WireEvent,
  { payload, via, decoders, engine, socket }: RowPart,
  { hasPackets, flaw }: { readonly hasPackets: boolean; readonly flaw: Malformed | undefined },
): readonly Role[] {
  if (payload === undefined || via === undefined) return [];
  if (!engine) return hasPackets ? bodyRoles(payload, event, decoders) : wholeAs('body', payload);
  // What a check heard and could not read as Socket.IO is a message of bare Engine.IO.
  const isBare = decoders.isUnknown === true && socket?.ok === false;
  const roles = partRoles(payload, via, isBare ? { ...decoders, socket: undefined } : decoders);
  return flaw && flaw.reason !== 'attachment-unexpected' ? cutAt(roles, flaw.offset, payload.length) : roles;
}
