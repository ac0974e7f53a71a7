import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import { readTextMembers } from './json-fields.ts';

/** What HTTP takes for a name (RFC 9110, section 5.6.2); a WebSocket subprotocol is one as well. */
export const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

// Visible characters, blanks and the rest of Latin-1: XMLHttpRequest throws on anything else.
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** A page cannot set these (Fetch standard, "forbidden request-header"); the relay can. */
const FORBIDDEN =
  /^(accept-charset|accept-encoding|access-control-request-(headers|method|private-network)|cookie2?|date|dnt|host|origin|referer|set-cookie|via|sec-.*)$/i;

/** They steer the very connection that carries them, so the relay refuses them too: see `relay/routes.ts`. */
const CONNECTION_OWN =
  /^(connection|content-length|expect|keep-alive|te|trailer|transfer-encoding|upgrade|proxy-.*|sec-websocket-.*|x-sockscope-.*)$/i;

export function readHeaders(
  typed: string,
  useRelay: boolean,
): Result<Readonly<Record<string, string>> | undefined, string> {
  const members = readTextMembers('headers', typed);
  if (!members.ok) return members;
  const seen = new Set<string>();
  for (const { name, text, place } of members.value) {
    const flaw = flawOf(name, text, useRelay) ?? (seen.has(name.toLowerCase()) ? 'stands here twice' : undefined);
    if (flaw !== undefined) return fail(`${place}: “${name}” ${flaw}.`);
    seen.add(name.toLowerCase());
  }
  const pairs = members.value.map(({ name, text }) => [name, text.trim()]);
  return ok(pairs.length === 0 ? undefined : Object.fromEntries(pairs));
}

/** Never repeats the value, which may be a secret. */
function flawOf(name: string, value: string, useRelay: boolean): string | undefined {
  if (!TOKEN.test(name)) return 'is not a header name: letters, digits and hyphens make one';
  if (CONNECTION_OWN.test(name)) return 'belongs to the connection itself and cannot be set';
  if (FORBIDDEN.test(name) && !useRelay) return 'cannot be set by a page; turn on “Use relay” to send it';
  if (/[\r\n]/.test(value)) return 'has a line break in its value';
  return VALUE.test(value) ? undefined : 'has a character in its value that a header cannot carry';
}
