import type { Result } from '../../base/result.ts';
import { fail, ok } from '../../base/result.ts';
import type { ConnectOptions, TransportsChoice } from '../connect-options.ts';
import type { ServerUrl } from '../server-url.ts';
import { readNamespaces, readPath, readQuery, readUrl } from './address.ts';
import type { ConnectForm, FieldName, FieldProblem } from './form.ts';
import { readHeaders } from './headers.ts';
import { readJsonObject } from './json-fields.ts';
import { readHashes, readProtocols } from './names-and-hashes.ts';
import type { NumberField } from './numbers.ts';
import { readNumber } from './numbers.ts';
import { inUse, isOld, usesWebTransport } from './unused-fields.ts';

const NO_URL: ServerUrl = { origin: '', path: undefined, namespace: undefined, query: {} };

/** Every field is checked, so that all problems can be told at once. */
export function readConnectForm(form: ConnectForm): Result<ConnectOptions, readonly FieldProblem[]> {
  const problems: FieldProblem[] = [];
  // What stands in for a wrong field is never used: one problem is enough for the whole to fail.
  const take = <T>(field: FieldName, outcome: Result<T, string>, otherwise: T): T => {
    if (!outcome.ok) problems.push({ field, message: outcome.error });
    return outcome.ok ? outcome.value : otherwise;
  };
  const number = (field: NumberField): number | undefined =>
    take(field, readNumber(field, inUse(form, field)), undefined);

  const { protocol } = form;
  const url = take('url', readUrl(form.url, protocol), NO_URL);
  const options: ConnectOptions = {
    url: url.origin,
    path: take('path', readPath(form.path, url.path, protocol), ''),
    protocol,
    parser: inUse(form, 'parser'),
    namespaces: take('namespaces', readNamespaces(inUse(form, 'namespaces'), url.namespace), []),
    auth: take('auth', readJsonObject('auth', inUse(form, 'auth')), undefined),
    query: take('query', readQuery(form.query, url.query), undefined),
    headers: take('headers', readHeaders(form.headers, form.useRelay), undefined),
    protocols: take('protocols', readProtocols(inUse(form, 'protocols')), []),
    withCredentials: form.withCredentials,
    useRelay: form.useRelay,
    transports: take('transports', readTransports(form), form.transports),
    tryAllTransports: form.transports === 'websocket-then-polling' || inUse(form, 'tryAllTransports'),
    upgrade: inUse(form, 'upgrade'),
    rememberUpgrade: inUse(form, 'rememberUpgrade'),
    forceBase64: form.forceBase64,
    timestampRequests: inUse(form, 'timestampRequests'),
    reconnect: form.reconnect,
    reconnectionAttempts: number('reconnectionAttempts'),
    reconnectionDelayMs: number('reconnectionDelayMs') ?? 0,
    reconnectionDelayMaxMs: number('reconnectionDelayMaxMs') ?? 0,
    randomizationFactor: number('randomizationFactor') ?? 0,
    timeoutMs: number('timeoutMs') ?? 0,
    ackTimeoutMs: number('ackTimeoutMs'),
    retries: number('retries'),
    certificateHashes: take('certificateHashes', readHashes(inUse(form, 'certificateHashes')), []),
  };
  return problems.length === 0 ? ok(options) : fail(problems);
}

/** Combinations that no server could answer. */
function readTransports({ transports, protocol, useRelay }: ConnectForm): Result<TransportsChoice, string> {
  if (!usesWebTransport(transports)) return ok(transports);
  if (isOld(protocol)) return fail('Transports: WebTransport came with Engine.IO v4; this protocol is older.');
  if (useRelay) return fail('Transports: the relay carries polling and WebSocket, not WebTransport.');
  return ok(transports);
}
