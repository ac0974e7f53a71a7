import { partIn, type Span } from '../../protocol/engineio/span.ts';
import type { Decoders } from '../../session/decoders.ts';
import type { Payload, WireEvent } from '../../wire/wire-event.ts';
import { flawIn } from '../malformed-part.ts';
import { readPart } from '../row-part.ts';
import { countText, grouped } from '../words.ts';
import { byteOf, partRoles } from './part-roles.ts';
import { cutAt, movedBy, rolesFrom, type Role } from './role.ts';

/** A body may hold tens of thousands; each has a row of its own, too. */
const MOST_PACKETS = 1000;

/** The roles of a whole polling body: what frames its packets, and each packet's own. */
export function bodyRoles(body: Payload, event: WireEvent, decoders: Decoders): readonly Role[] {
  const spans = decoders.engine.splitPayload(body);
  const roles: Role[] = [];
  let at = 0;
  for (const [i, span] of spans.slice(0, MOST_PACKETS).entries()) {
    roles.push(...framing(body, at, span.start));
    roles.push(...packetRoles(body, span, i + 1, event, decoders));
    at = span.end;
  }
  const left = spans.length - MOST_PACKETS;
  const rest: readonly Role[] =
    left > 0
      ? rolesFrom([['more packets', at, countText(left, 'packet')]], body.length)
      : framing(body, at, body.length);
  return [...roles, ...rest];
}

function packetRoles(body: Payload, span: Span, packet: number, event: WireEvent, decoders: Decoders): readonly Role[] {
  const { start, end, isText, malformed } = span;
  const place = (offset: number) => start + offset;
  if (malformed) {
    const steps = rolesFrom([['length prefix', 0, '']], end - start);
    return movedBy(cutAt(steps, malformed.offset, end - start), place).map((role) => ({ ...role, packet }));
  }
  const content = partIn(body, span);
  const flaw = flawIn(readPart(event, packet, decoders));
  const own = partRoles(content, 'polling', decoders);
  const sound = flaw ? cutAt(own, flaw.offset, content.length) : own;
  const placed =
    isText && typeof body !== 'string'
      ? movedBy(sound, byteOf(body.subarray(start, end), start))
      : movedBy(sound, place);
  return placed.map((role) => ({ ...role, packet }));
}

/** What stands between two packets, or before the first. */
function framing(body: Payload, from: number, to: number): readonly Role[] {
  if (typeof body !== 'string') return rolesFrom([['length prefix', from, headerValue(body.subarray(from, to))]], to);
  const text = body.slice(from, to);
  if (text.startsWith('\x1e')) return rolesFrom([['separator', from, 'U+001E, record separator']], to);
  // Packets of length 0 are left out, with their prefixes.
  const [length = ''] = text.split(':').slice(-2);
  return rolesFrom([['length prefix', from, `${grouped(Number(length), 0)} UTF-16 units`]], to);
}

function headerValue(header: Uint8Array): string {
  const digits = [...header.subarray(1, -1)].join('');
  return `${header[0] === 0 ? 'text' : 'binary'}, ${grouped(Number(digits), 0)} bytes`;
}
