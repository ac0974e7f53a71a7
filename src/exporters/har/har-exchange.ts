import { base64Encode, utf8Length } from '../../base/bytes.ts';
import type { Failed, Headers, Payload, Request, Response } from '../../wire/wire-event.ts';
import { harInstant, harUrl, type HarFrame } from './har-frame.ts';

/** The entry of a request of long-polling; `end` is undefined where no answer is known. */
export function exchangeEntry(frame: HarFrame, request: Request, end: Response | Failed | undefined): string {
  const tookMs = end === undefined ? 0 : round(end.at - request.at);
  const url = harUrl(request.url);
  const entry = {
    pageref: frame.pageId,
    startedDateTime: harInstant(frame, request.at),
    time: tookMs,
    request: {
      method: request.method,
      url,
      httpVersion: 'unknown',
      cookies: [],
      headers: namedValues(request.headers),
      queryString: queryOf(url),
      ...(request.payload === undefined ? {} : { postData: postData(request.payload, request.headers) }),
      headersSize: -1,
      bodySize: request.payload === undefined ? 0 : sizeOf(request.payload),
    },
    response: end?.kind === 'response' ? answered(end) : unanswered(end?.message),
    cache: {},
    timings: { send: 0, wait: tookMs, receive: 0 },
    _resourceType: 'xhr',
  };
  return JSON.stringify(entry);
}

/** What stands for an answer that did not come: Chrome writes a status of 0, too. */
export function unanswered(message: string | undefined): object {
  return {
    status: 0,
    statusText: '',
    httpVersion: 'unknown',
    cookies: [],
    headers: [],
    content: { size: 0, mimeType: 'x-unknown' },
    redirectURL: '',
    headersSize: -1,
    bodySize: -1,
    ...(message === undefined ? {} : { _error: message }),
  };
}

export function queryOf(url: string): readonly { readonly name: string; readonly value: string }[] {
  const [, query] = /\?([^#]*)/.exec(url) ?? [];
  if (query === undefined || query === '') return [];
  return query.split('&').map((field) => {
    const [name = '', ...value] = field.split('=');
    return { name: unescaped(name), value: unescaped(value.join('=')) };
  });
}

function answered({ status, headers, payload }: Response): object {
  return {
    status,
    statusText: '',
    httpVersion: 'unknown',
    cookies: [],
    headers: namedValues(headers),
    content: {
      size: payload === undefined ? 0 : sizeOf(payload),
      mimeType: mimeType(payload, headers),
      ...(payload === undefined ? {} : textOf(payload, 'encoding')),
    },
    redirectURL: '',
    headersSize: -1,
    bodySize: payload === undefined ? 0 : sizeOf(payload),
  };
}

/** HAR has no word for bytes that were sent; what begins with `_` is everyone's own. */
function postData(payload: Payload, headers: Headers | undefined): object {
  return { mimeType: mimeType(payload, headers), ...textOf(payload, '_encoding') };
}

function textOf(payload: Payload, encoding: 'encoding' | '_encoding'): object {
  return typeof payload === 'string' ? { text: payload } : { text: base64Encode(payload), [encoding]: 'base64' };
}

/** As the headers say it, unless they contradict the body: who reads the file tells text from bytes by this. */
function mimeType(payload: Payload | undefined, headers: Headers | undefined): string {
  const [, told] = Object.entries(headers ?? {}).find(([name]) => /^content-type$/i.test(name)) ?? [];
  const isBytes = payload !== undefined && typeof payload !== 'string';
  if (told !== undefined && /octet-stream/i.test(told) === isBytes) return told;
  return isBytes ? 'application/octet-stream' : 'text/plain; charset=UTF-8';
}

function namedValues(headers: Headers | undefined): readonly { readonly name: string; readonly value: string }[] {
  return Object.entries(headers ?? {}).map(([name, value]) => ({ name, value }));
}

function sizeOf(payload: Payload): number {
  return typeof payload === 'string' ? utf8Length(payload) : payload.length;
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
