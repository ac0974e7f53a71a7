import type { Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import { checkJson, positionOf } from '../protocol/json.ts';
import { readServerUrl } from './server-url.ts';

export type TransportsChoice = 'polling-then-upgrade' | 'websocket' | 'polling';

/** One connection as the form describes it, checked. */
export type ConnectOptions = {
  /** Origin only, e.g. `http://localhost:3000`. */
  readonly url: string;
  /** Starts and ends with `/`. */
  readonly path: string;
  /** At least one; each starts with `/`. */
  readonly namespaces: readonly string[];
  /** JSON object, sent in every CONNECT. */
  readonly auth: Readonly<Record<string, unknown>> | undefined;
  readonly query: Readonly<Record<string, string>> | undefined;
  readonly transports: TransportsChoice;
  readonly reconnect: boolean;
};

/** What the person typed, all as text. */
export type ConnectForm = {
  readonly url: string;
  readonly path: string;
  readonly namespaces: string;
  readonly auth: string;
  readonly query: string;
  readonly transports: TransportsChoice;
  readonly reconnect: boolean;
};

export const EMPTY_FORM: ConnectForm = {
  url: '',
  path: '/socket.io/',
  namespaces: '/',
  auth: '',
  query: '',
  transports: 'polling-then-upgrade',
  reconnect: true,
};

export type FieldName = 'url' | 'path' | 'namespaces' | 'auth' | 'query';

export type FieldProblem = {
  readonly field: FieldName;
  /** A sentence with the place, e.g. "Auth, line 2, column 5: “}” cannot stand here." */
  readonly message: string;
};

/** Every field is checked, so that all problems can be told at once. */
export function readConnectForm(form: ConnectForm): Result<ConnectOptions, readonly FieldProblem[]> {
  const url = asField('url', readServerUrl(form.url));
  const path = asField('path', readPath(form.path, url.ok ? url.value.path : undefined));
  const namespaces = asField('namespaces', readNamespaces(form.namespaces, url.ok ? url.value.namespace : undefined));
  const auth = asField('auth', readJsonObject('Auth', form.auth));
  const query = asField('query', readQuery(form.query));
  if (url.ok && path.ok && namespaces.ok && auth.ok && query.ok) {
    const pairs = { ...url.value.query, ...query.value };
    return ok({
      url: url.value.origin,
      path: path.value,
      namespaces: namespaces.value,
      auth: auth.value,
      query: Object.keys(pairs).length === 0 ? undefined : pairs,
      transports: form.transports,
      reconnect: form.reconnect,
    });
  }
  return fail([url, path, namespaces, auth, query].flatMap((field) => (field.ok ? [] : [field.error])));
}

function asField<T>(field: FieldName, outcome: Result<T, string>): Result<T, FieldProblem> {
  return outcome.ok ? outcome : fail({ field, message: outcome.error });
}

function readPath(typed: string, inUrl: string | undefined): Result<string, string> {
  const path = typed.trim() === '' ? EMPTY_FORM.path : withSlashes(typed.trim());
  const stray = /[\s?#]/.exec(path);
  if (stray) return fail(`Path: ${stray[0].trim() || 'a space'} cannot stand in it.`);
  if (inUrl === undefined || inUrl === path) return ok(path);
  if (path === EMPTY_FORM.path) return ok(inUrl);
  return fail(`Path: the server URL already says ${inUrl}; keep one of the two.`);
}

function withSlashes(path: string): string {
  const started = path.startsWith('/') ? path : `/${path}`;
  return started.endsWith('/') ? started : `${started}/`;
}

function readNamespaces(typed: string, inUrl: string | undefined): Result<readonly string[], string> {
  const typedNames = typed.split(',').map((name) => name.trim());
  const names = typedNames.filter((name) => name !== '').map((name) => (name.startsWith('/') ? name : `/${name}`));
  const odd = names.find((name) => /[?#\s]/.test(name));
  if (odd !== undefined) return fail(`Namespaces: “${odd}” has a space, ? or # in it.`);
  const isLeftAlone = names.length === 0 || (names.length === 1 && names[0] === '/');
  if (inUrl !== undefined) return ok(isLeftAlone ? [inUrl] : [...new Set([inUrl, ...names])]);
  return ok(isLeftAlone ? ['/'] : [...new Set(names)]);
}

function readJsonObject(label: string, text: string): Result<Readonly<Record<string, unknown>> | undefined, string> {
  if (text.trim() === '') return ok(undefined);
  const malformed = checkJson(text, 0);
  if (malformed) {
    const { line, column } = positionOf(text, malformed.offset);
    const character = text.slice(malformed.offset, malformed.offset + 1).trim();
    const what = character === '' ? 'the JSON is not complete' : `“${character}” cannot stand here in JSON`;
    return fail(`${label}, line ${line}, column ${column}: ${what}.`);
  }
  const value: unknown = JSON.parse(text);
  if (!isRecord(value)) return fail(`${label} is not a JSON object: write it in braces, like {"key": "value"}.`);
  return ok(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// The engine writes these itself; a second one would change which session a request belongs to.
const ENGINE_KEYS = ['EIO', 'transport', 'sid', 't', 'j'];

function readQuery(text: string): Result<Readonly<Record<string, string>> | undefined, string> {
  const object = readJsonObject('Query', text);
  if (!object.ok || object.value === undefined) return object.ok ? ok(undefined) : object;
  const entries = Object.entries(object.value);
  const taken = entries.find(([key]) => ENGINE_KEYS.includes(key));
  if (taken) return fail(`Query: “${taken[0]}” is Engine.IO's own and cannot be set.`);
  const nested = entries.find(([, value]) => typeof value === 'object');
  if (nested) return fail(`Query: “${nested[0]}” must be text, a number, true or false.`);
  return ok(Object.fromEntries(entries.map(([key, value]) => [key, String(value)])));
}
