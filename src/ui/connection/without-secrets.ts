import { readJsonObject } from '../../capture/connect-form/json-fields.ts';
import type { ConnectForm, FieldName } from '../../capture/connect-options.ts';

/**
 * The form as anyone may see it. Which headers and query values there are says what a server needs; what stands in them
 * may be a token, and so may auth and subprotocols, by which some servers let clients in.
 */
export function withoutSecrets(form: ConnectForm): ConnectForm {
  return {
    ...form,
    url: plainUrl(form.url),
    auth: '',
    protocols: '',
    query: namesOnly('query', form.query),
    headers: namesOnly('headers', form.headers),
  };
}

/** Without name and password, query and fragment; empty where it is no address, so that nothing in it can be told apart. */
export function plainUrl(typed: string): string {
  const plain = typed
    .trim()
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/?#]*@/i, '$1')
    .replace(/[?#].*$/s, '');
  return URL.canParse(plain.includes('://') ? plain : `http://${plain}`) ? plain : '';
}

function namesOnly(field: FieldName, typed: string): string {
  const object = readJsonObject(field, typed);
  if (!object.ok || object.value === undefined) return '';
  return JSON.stringify(Object.fromEntries(Object.keys(object.value).map((name) => [name, ''])));
}
