import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import type { ProtocolChoice } from '../connect-options.ts';
import type { ServerUrl } from '../server-url.ts';
import { readServerUrl } from '../server-url.ts';
import { readTextMembers } from './json-fields.ts';
import { isBare } from './unused-fields.ts';

/** Where a server of this protocol listens unless it is told otherwise. */
export function defaultPath(protocol: ProtocolChoice): string {
  return isBare(protocol) ? '/engine.io/' : '/socket.io/';
}

export function isDefaultPath(path: string): boolean {
  return path === '' || path === '/socket.io/' || path === '/engine.io/';
}

/** A pathname is a path or a namespace; where the protocol has no namespaces, the second would lead nowhere. */
export function readUrl(typed: string, protocol: ProtocolChoice): Result<ServerUrl, string> {
  const url = readServerUrl(typed);
  if (!url.ok || url.value.namespace === undefined || !isBare(protocol)) return url;
  return fail(
    `Server URL: “${url.value.namespace}” would be a namespace, and bare Engine.IO has none; a path belongs into Path.`,
  );
}

export function readPath(typed: string, inUrl: string | undefined, protocol: ProtocolChoice): Result<string, string> {
  const path = typed.trim() === '' ? defaultPath(protocol) : withSlashes(typed.trim());
  const stray = /[\s?#]/.exec(path);
  if (stray) return fail(`Path: ${stray[0].trim() || 'a space'} cannot stand in it.`);
  if (inUrl === undefined || inUrl === path) return ok(path);
  if (isDefaultPath(path)) return ok(inUrl);
  return fail(`Path: the server URL already says ${inUrl}; keep one of the two.`);
}

function withSlashes(path: string): string {
  const started = path.startsWith('/') ? path : `/${path}`;
  return started.endsWith('/') ? started : `${started}/`;
}

export function readNamespaces(typed: string, inUrl: string | undefined): Result<readonly string[], string> {
  const typedNames = typed.split(',').map((name) => name.trim());
  const names = typedNames.filter((name) => name !== '').map((name) => (name.startsWith('/') ? name : `/${name}`));
  const odd = names.find((name) => /[?#\s]/.test(name));
  if (odd !== undefined) return fail(`Namespaces: “${odd}” has a space, ? or # in it.`);
  const isLeftAlone = names.length === 0 || (names.length === 1 && names[0] === '/');
  if (inUrl !== undefined) return ok(isLeftAlone ? [inUrl] : [...new Set([inUrl, ...names])]);
  return ok(isLeftAlone ? ['/'] : [...new Set(names)]);
}

// The engine writes these itself; a second one would change which session a request belongs to.
const ENGINE_KEYS = ['EIO', 'transport', 'sid', 't', 'j'];

/** Undefined where neither the field nor the address has one. */
export function readQuery(
  typed: string,
  inUrl: Readonly<Record<string, string>>,
): Result<Readonly<Record<string, string>> | undefined, string> {
  const members = readTextMembers('query', typed);
  if (!members.ok) return members;
  const taken = members.value.find(({ name }) => ENGINE_KEYS.includes(name));
  if (taken) return fail(`${taken.place}: “${taken.name}” is Engine.IO's own and cannot be set.`);
  // An address copied from a browser's network panel carries them; what matters in it is the rest.
  const pairs = Object.entries(inUrl).filter(([name]) => !ENGINE_KEYS.includes(name));
  pairs.push(...members.value.map(({ name, text }): [string, string] => [name, text]));
  return ok(pairs.length === 0 ? undefined : Object.fromEntries(pairs));
}
