import { defaultPath } from '../../capture/connect-form/address.ts';
import type { ConnectForm } from '../../capture/connect-options.ts';
import { EMPTY_FORM } from '../../capture/connect-options.ts';
import { recall, remember } from '../kit/remembered.ts';
import { formFrom } from './form-from.ts';
import { plainUrl, withoutSecrets } from './without-secrets.ts';

const KEY = 'connection';

/**
 * `#url=…&path=…&ns=…&transports=…&protocol=…&parser=…`. A link fills the form and no more: it never connects, and
 * never carries a secret.
 */
export function readFormLink(hash: string): Partial<ConnectForm> {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const form = formFrom({
    url: fields.get('url'),
    path: fields.get('path'),
    namespaces: fields.get('ns'),
    transports: choiceFrom(fields.get('transports')),
    protocol: fields.get('protocol'),
    parser: fields.get('parser'),
  });
  return form.protocol && form.path === undefined ? { ...form, path: defaultPath(form.protocol) } : form;
}

/** A link that fills another's form; `page` is the app's own address. */
export function writeFormLink(form: ConnectForm, page: string): string {
  const { path, namespaces, transports, protocol, parser } = form;
  const fields = new URLSearchParams({ url: plainUrl(form.url), path, ns: namespaces, transports });
  if (protocol !== EMPTY_FORM.protocol) fields.set('protocol', protocol);
  if (parser !== EMPTY_FORM.parser) fields.set('parser', parser);
  return `${page.replace(/#.*$/s, '')}#${fields}`;
}

/** The form as it was last connected with, but for what may hold a secret. */
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
  // Names without their values would be sent as they are at the next Connect.
  remember(KEY, JSON.stringify({ ...withoutSecrets(form), query: '', headers: '' }));
}

/** Also takes the client library's own way of writing it: `polling,websocket`. */
function choiceFrom(text: string | null): string | null {
  return text === 'polling,websocket' ? 'polling-then-upgrade' : text;
}
