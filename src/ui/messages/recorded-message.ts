import { jsonOf, type Details } from '../../projections/details-view.ts';
import { checkJson, jsonChildren, jsonRoot, jsonString } from '../../protocol/json.ts';
import type { Message } from '../../replay/message.ts';
import { asTemplate } from '../../replay/template.ts';
import { withBinary } from '../details/placeholders.ts';

const ACK_TIMEOUT_MS = 5000;

/**
 * A recorded event as a person would write it, with its bytes, and with the numbers as they were spelled. Braces in it
 * are braces, not variables. Undefined for anything but a readable event.
 */
export function messageOfRow(details: Details): Message | undefined {
  const { row, attachments, wantsAck } = details;
  const json = jsonOf(details);
  if (row.kind !== 'EVENT' && row.kind !== 'BINARY_EVENT') return undefined;
  if (json === undefined || checkJson(json) !== undefined) return undefined;
  const [name, ...args] = jsonChildren(json, jsonRoot(json));
  if (!name) return undefined;
  const texts = args.map(({ start, end }) => withBinary(json.slice(start, end), attachments));
  return {
    event: asTemplate(jsonString(json, name), 'text'),
    args: asTemplate(`[${texts.join(', ')}]`, 'json'),
    nsp: row.nsp ?? '/',
    expectAck: wantsAck,
    ackTimeoutMs: ACK_TIMEOUT_MS,
    isVolatile: false,
    isCompressed: true,
  };
}
