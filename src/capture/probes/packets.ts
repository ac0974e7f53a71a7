import type { ParserName } from '../../session/header.ts';
import type { Payload } from '../../wire/wire-event.ts';
import type { Generation } from './engine-url.ts';
import { jsonToMessagePack } from './json-to-message-pack.ts';

/** A polling body that carries `packets`; generation 3 puts the length of each before it, in UTF-16 units. */
export function bodyOf(packets: readonly string[], generation: Generation): string {
  return generation === 4 ? packets.join('\x1e') : packets.map((packet) => `${packet.length}:${packet}`).join('');
}

/** The packets of a polling body; what does not follow the form ends the list. */
export function packetsIn(body: string, generation: Generation): readonly string[] {
  if (generation === 4) return body.split('\x1e');
  const packets: string[] = [];
  for (let at = 0; at < body.length;) {
    const digits = /^\d+(?=:)/.exec(body.slice(at, at + 12))?.[0];
    if (digits === undefined) break;
    const start = at + digits.length + 1;
    at = start + Number(digits);
    packets.push(body.slice(start, at));
  }
  return packets;
}

/** The CONNECT to `nsp` as an Engine.IO message. Generation 3 has no auth, and none to `/` either. */
export function connectPacket(
  nsp: string,
  auth: Readonly<Record<string, unknown>> | undefined,
  { generation, parser }: { readonly generation: Generation; readonly parser: ParserName },
): Payload {
  const sent = generation === 4 ? auth : undefined;
  if (parser === 'msgpack') return jsonToMessagePack({ type: 0, nsp, ...(sent ? { data: sent } : {}) });
  const place = nsp === '/' ? '' : `${nsp},`;
  return `40${place}${sent ? JSON.stringify(sent) : ''}`;
}
