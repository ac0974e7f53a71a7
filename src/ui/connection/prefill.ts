import type { ConnectForm, TransportsChoice } from '../../capture/connect-options.ts';
import { recall, remember } from '../kit/remembered.ts';

const KEY = 'connection';

/** `#url=…&path=…&ns=…&transports=…`. A link fills the form and no more: it never connects, and never carries a secret. */
export function readFormLink(hash: string): Partial<ConnectForm> {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  return formFrom({
    url: fields.get('url'),
    path: fields.get('path'),
    namespaces: fields.get('ns'),
    transports: choiceFrom(fields.get('transports')),
  });
}

/** The form as it was last connected with, but for what may hold a secret: auth, query, and the query in the URL. */
export function recallForm(): Partial<ConnectForm> {
  const text = recall(KEY);
  if (text === undefined) return {};
  try {
    return formFrom(JSON.parse(text));
  } catch {
    // Written by something else: as good as nothing kept.
    return {};
  }
}

export function rememberForm(form: ConnectForm): void {
  const url = form.url.replace(/[?#].*$/s, '');
  remember(KEY, JSON.stringify({ ...form, url, auth: undefined, query: undefined }));
}

function formFrom(fields: unknown): Partial<ConnectForm> {
  const kept: Record<string, unknown> = { ...Object(fields) };
  const { url, path, namespaces, transports, reconnect } = kept;
  return {
    ...(typeof url === 'string' && { url }),
    ...(typeof path === 'string' && { path }),
    ...(typeof namespaces === 'string' && { namespaces }),
    ...(isChoice(transports) && { transports }),
    ...(typeof reconnect === 'boolean' && { reconnect }),
  };
}

function isChoice(value: unknown): value is TransportsChoice {
  return value === 'polling-then-upgrade' || value === 'websocket' || value === 'polling';
}

/** Also takes the client library's own way of writing it: `polling,websocket`. */
function choiceFrom(text: string | null): string | null {
  return text === 'polling,websocket' ? 'polling-then-upgrade' : text;
}
