import { ENGINE_PACKET_TYPES } from '../../protocol/engineio/packet.ts';
import { NOT_SHOWN } from './debug-wire.ts';

/** The packet that a log prints as its type and its data; undefined for a type that there is none of. */
export function printedPacket(type: string, data: string): string | typeof NOT_SHOWN | undefined {
  const number = ENGINE_PACKET_TYPES.findIndex((name) => name === type);
  if (number < 0) return undefined;
  if (type === 'message' && (data === '' || data === '[object ArrayBuffer]')) return NOT_SHOWN;
  return `${number}${data === 'undefined' || data === 'null' ? '' : data}`;
}

/** The message of a line `encoded <packet> as <text>` or `decoded <text> as <packet>`, and its attachments. */
export function parserMessage(line: string): readonly (string | typeof NOT_SHOWN)[] {
  const [, verb, rest = ''] = /^(encoded|decoded) (.*)$/s.exec(line) ?? [];
  if (verb === undefined) return [];
  for (let at = rest.indexOf(' as '); at >= 0; at = rest.indexOf(' as ', at + 1)) {
    const [left, right] = [rest.slice(0, at), rest.slice(at + 4)];
    const [packet, text] = verb === 'encoded' ? [left, right] : [right, left];
    if (!isJson(packet) || !/^\d/.test(text)) continue;
    const [, attachments = '0'] = /^[56](\d{1,4})-/.exec(text) ?? [];
    return [`4${text}`, ...new Array<typeof NOT_SHOWN>(Number(attachments)).fill(NOT_SHOWN)];
  }
  return [];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
