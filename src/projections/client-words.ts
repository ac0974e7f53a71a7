import type { ClientEvent, UserAction } from '../wire/wire-event.ts';

/** What a client event or a user action says, on one line: its message or reason first, then what is known besides. */
export function clientWords(event: ClientEvent | UserAction): { readonly data: string; readonly note?: string } {
  const { detail } = event;
  if (typeof detail !== 'object' || detail === null)
    return { data: detail === undefined ? '' : JSON.stringify(detail) };
  const fields: Readonly<Record<string, unknown>> = { ...detail };
  const word = event.kind === 'client' ? event.event : event.action;
  switch (word) {
    case 'disconnect':
    case 'close':
      return said(fields['reason'], [fields['description'], closeWords(fields['context'])]);
    case 'connect_error':
    case 'upgrade_error':
    case 'reconnect_error':
      return said(fields['message'], [statusWords(fields['description']), inShort(fields['data'])]);
    case 'ack_timeout':
      return said(fields['event'], [`no answer within ${String(fields['timeoutMs'])} ms`]);
    case 'reconnect_attempt':
    case 'reconnect':
      return { data: inShort(fields['attempt']) ?? '' };
    case 'emit':
    case 'replay':
      return said(fields['event'], [`in ${String(fields['nsp'])}`, ofWords(fields['of'])]);
    default:
      return { data: JSON.stringify(detail) };
  }
}

function said(first: unknown, others: readonly unknown[]): { readonly data: string; readonly note?: string } {
  const note = others.filter((other) => typeof other === 'string' && other !== '').join(' · ');
  return { data: first === undefined ? '' : JSON.stringify(first), ...(note === '' ? {} : { note }) };
}

function closeWords(context: unknown): string | undefined {
  if (typeof context !== 'object' || context === null || !('code' in context)) return undefined;
  return `code ${String(context.code)}`;
}

function statusWords(description: unknown): string | undefined {
  if (typeof description === 'string') return description;
  if (typeof description !== 'number') return undefined;
  return description === 0 ? 'status 0, nothing readable' : `status ${description}`;
}

function ofWords(of: unknown): string | undefined {
  return typeof of === 'number' ? `as in #${of}` : undefined;
}

function inShort(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}
