import { jsonOf, type Details } from '../../projections/details-view.ts';
import { explanationText } from '../../projections/explain/explanation.ts';
import type { RowTab } from './details-tabs.svelte.ts';
import { fieldsText } from './field-layers.ts';
import { hexText } from './hex.ts';
import { withBinary } from './placeholders.ts';

/** What the Copy button of a tab copies. */
export function copyText(details: Details, tab: RowTab): string {
  switch (tab) {
    case 'message': {
      const json = jsonOf(details);
      return json === undefined ? messageText(details) : withBinary(json, details.attachments);
    }
    case 'packet':
      return fieldsText(details.fields);
    case 'bytes':
      return payloadText(details);
    case 'explain':
      return explanationText(details.explanation);
  }
}

function messageText({ message, ...details }: Details): string {
  return payloadText(message === undefined ? details : { ...details, payload: message });
}

function payloadText({ payload, row }: Details): string {
  if (payload === undefined) return row.data;
  return typeof payload === 'string' ? payload : hexText(payload);
}
