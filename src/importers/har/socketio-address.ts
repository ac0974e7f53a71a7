import { relayedIn } from '../../wire/relay-url.ts';

/** What the URL of a request or WebSocket says of Engine.IO. */
export type EngineAddress = {
  /** `http` or `https`, whatever the URL's own scheme. */
  readonly origin: string;
  readonly path: string;
  readonly version: 3 | 4;
  readonly transport: string | undefined;
  readonly sid: string | undefined;
};

const URL_PARTS = /^(https?|wss?):\/\/([^/?#]+)([^?#]*)(?:\?([^#]*))?/i;

/** Undefined for whatever is not Engine.IO: its clients always name their generation in the query, `EIO`. */
export function engineAddress(url: string): EngineAddress | undefined {
  const relayed = relayedIn(url);
  const [, scheme = '', host = '', path = '', query] =
    URL_PARTS.exec(relayed ? relayed.target + relayed.path : url) ?? [];
  if (query === undefined) return undefined;
  const version = valueIn(query, 'EIO');
  if (version !== '3' && version !== '4') return undefined;
  const isSecure = /^(https|wss)$/i.test(scheme);
  return {
    origin: `${isSecure ? 'https' : 'http'}://${host.toLowerCase()}`,
    path: path === '' ? '/' : path,
    version: version === '3' ? 3 : 4,
    transport: valueIn(query, 'transport'),
    sid: valueIn(query, 'sid'),
  };
}

/** Not `URLSearchParams`: a `+` stands for itself here, as the servers read it, and bad escapes must not throw. */
function valueIn(query: string, name: string): string | undefined {
  const field = query.split('&').find((part) => part.startsWith(`${name}=`));
  if (field === undefined) return undefined;
  const value = field.slice(name.length + 1);
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
