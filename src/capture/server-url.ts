import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';

/** What a typed server URL says. Everything but the origin is optional in it. */
export type ServerUrl = {
  readonly origin: string;
  /** Where the pathname ends in `/socket.io/` or `/engine.io/`: it is the HTTP path then. */
  readonly path: string | undefined;
  /** Any other pathname, taken as a namespace exactly as socket.io-client takes it. */
  readonly namespace: string | undefined;
  readonly query: Readonly<Record<string, string>>;
};

const SCHEMES: Readonly<Record<string, string>> = {
  'http:': 'http://',
  'https:': 'https://',
  'ws:': 'http://',
  'wss:': 'https://',
};

/** The failure is a sentence. */
export function readServerUrl(typed: string): Result<ServerUrl, string> {
  const text = typed.trim();
  if (text === '') return fail('Server URL is empty: type an address like localhost:3000 or https://example.org.');
  // `htp:/host` would be taken for a host named htp.
  if (/\s/.test(text) || /^[a-z][a-z0-9+.-]*:\/(?!\/)/i.test(text))
    return fail(`Server URL: “${text}” is not an address.`);
  const full = withScheme(text);
  const url = parsed(full);
  // Chromium takes a host with a space in it and writes %20 there.
  if (!url || url.hostname === '' || url.hostname.includes('%'))
    return fail(`Server URL: “${text}” is not an address.`);
  const scheme = SCHEMES[url.protocol];
  if (scheme === undefined) {
    return fail(`Server URL: ${url.protocol} is not spoken here; use http:, https:, ws: or wss:.`);
  }
  if (url.username !== '' || url.password !== '') {
    return fail('Server URL: a name or password in the address would be recorded with it; put it into Auth instead.');
  }
  return ok({ origin: scheme + url.host, ...partsOf(full), query: Object.fromEntries(url.searchParams) });
}

function withScheme(text: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return text;
  const host = parsed(`http://${text}`)?.hostname;
  return host !== undefined && isNearby(host) ? `http://${text}` : `https://${text}`;
}

function parsed(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** Loopback, private (RFC 1918), link-local and names without a domain: there a certificate is the exception. */
function isNearby(host: string): boolean {
  if (host.startsWith('[')) return host === '[::1]' || /^\[f[cd]|^\[fe[89ab]/.test(host);
  if (/^(127|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\./.test(host)) return true;
  return !host.includes('.') || /\.(localhost|local|lan|internal|test)$/.test(host);
}

/** The pathname as typed: percent-encoding it, as `URL` does, would name another namespace. */
function partsOf(full: string): Pick<ServerUrl, 'path' | 'namespace'> {
  const pathname = /^[^/]*\/\/[^/?#]*([^?#]*)/.exec(full)?.[1] ?? '';
  if (pathname === '' || pathname === '/') return { path: undefined, namespace: undefined };
  if (/\/(socket|engine)\.io\/?$/.test(pathname)) {
    return { path: pathname.endsWith('/') ? pathname : `${pathname}/`, namespace: undefined };
  }
  return { path: undefined, namespace: pathname };
}
