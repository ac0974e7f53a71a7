import { base64Encode, utf8Bytes } from '../base/bytes.ts';
import type { Payload } from '../wire/wire-event.ts';
import { jsonOf, type Details } from './details-view.ts';
import { elementsText, hexText } from './packet-text.ts';

/** `json`: the arguments; `frame`: the packet as it crossed; `base64`: its bytes; `table`: what the timeline says. */
export type CopyForm = 'json' | 'frame' | 'base64' | 'table';

const TABLE_HEAD = ['Seq', 'Time (ms)', 'Direction', 'Kind', 'Namespace', 'Event', 'Data', 'Size (B)', 'Transport'];

export function copiedRow(details: Details, form: CopyForm): string {
  switch (form) {
    case 'json':
      return argumentsText(details);
    case 'frame':
      return frameText(details);
    case 'base64':
      return base64Text(details.payload ?? details.row.data);
    case 'table':
      return tableLine(details);
  }
}

/** One row as it is; of several, JSON an array of them, a table with its head, all else a line each. */
export function joinCopied(pieces: readonly string[], form: CopyForm): string {
  if (form === 'table') return [TABLE_HEAD.join('\t'), ...pieces].join('\n');
  return form === 'json' && pieces.length !== 1 ? `[\n${pieces.join(',\n')}\n]` : pieces.join('\n');
}

function argumentsText(details: Details): string {
  const { row, message, payload, attachments } = details;
  const json = jsonOf(details);
  if (json === undefined) return valueText(message ?? payload ?? row.data);
  const isEvent = row.kind === 'EVENT' || row.kind === 'BINARY_EVENT';
  const own = isEvent ? `[${elementsText(json, 1, Infinity)}]` : json;
  // Within a JSON string its quotes would be escaped, so this is never found in one.
  return own.replace(/\{"_placeholder":true,"num":(\d+)\}/g, (placeholder, num: string) => {
    const bytes = attachments[Number(num)];
    return bytes ? valueText(bytes) : placeholder;
  });
}

function valueText(value: Payload): string {
  return JSON.stringify(typeof value === 'string' ? value : { $binary: base64Encode(value) });
}

function frameText({ payload, row }: Details): string {
  if (payload === undefined) return row.data;
  return typeof payload === 'string' ? payload : hexText(payload, Infinity);
}

function base64Text(payload: Payload): string {
  return base64Encode(typeof payload === 'string' ? utf8Bytes(payload) : payload);
}

function tableLine({ row }: Details): string {
  const { seq, at, direction, kind, nsp, event, data, note, sizeBytes, via, remark } = row;
  const said = [data, note, remark].filter(Boolean).join(' · ');
  const cells = [seq, at, direction, kind, nsp, event, said, sizeBytes, via];
  return cells.map((cell) => String(cell ?? '').replace(/[\t\r\n]+/g, ' ')).join('\t');
}
