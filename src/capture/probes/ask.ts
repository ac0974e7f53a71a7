import type { Headers, Payload } from '../../wire/wire-event.ts';
import { RELAYED_LOCATION, RELAY_HEADER } from '../relay-access.ts';
import type { Inquiry } from './inquiry.ts';
import { answerMs } from './patience.ts';

export type HttpAnswer =
  | {
      readonly kind: 'read';
      readonly status: number;
      readonly body: string;
      /** Where the answer came from in the end, if the request was led elsewhere. */
      readonly redirectedTo?: string;
    }
  /** Something answered, and the browser does not let the page see what. */
  | { readonly kind: 'opaque' }
  | { readonly kind: 'opaque-redirect' }
  /** No answer, or one that CORS keeps from the page: a script cannot tell. */
  | { readonly kind: 'failed' }
  | { readonly kind: 'late' };

export type Asking = {
  readonly method?: 'GET' | 'POST';
  readonly body?: string;
  readonly mode?: 'cors' | 'no-cors';
  readonly redirect?: 'follow' | 'manual';
  /** Without the connection's own headers and credentials. */
  readonly isPlain?: boolean;
  /** Instead of the inquiry's own end and patience. */
  readonly signal?: AbortSignal;
};

/**
 * One request, recorded by hand as the tap on XMLHttpRequest would: only `fetch` can ask without CORS or stop at a
 * redirect. Rejects only when the inquiry is aborted.
 */
export async function ask(inquiry: Inquiry, url: string, asking: Asking = {}): Promise<HttpAnswer> {
  const { options, recorder } = inquiry;
  const { method = 'GET', body, mode = 'cors', redirect = 'follow', isPlain = false } = asking;
  // The relay adds them by itself.
  const isBare = isPlain || mode === 'no-cors' || recorder.relay;
  const headers = isBare ? {} : { ...options.headers };
  const chan = recorder.newChannel();
  const stamp = () => ({ at: recorder.now(), conn: recorder.conn, chan, via: 'polling' }) as const;
  recorder.record({ ...stamp(), kind: 'request', method, url, headers, ...payloadOf(body) });

  const late = AbortSignal.timeout(answerMs(options));
  const init: RequestInit = {
    method,
    mode,
    redirect,
    headers: { ...headers, ...(recorder.relay ? { [RELAY_HEADER]: recorder.relay.token } : {}) },
    credentials: !isPlain && options.withCredentials ? 'include' : 'omit',
    cache: 'no-store',
    signal: asking.signal ?? AbortSignal.any([inquiry.signal, late]),
    ...(body === undefined ? {} : { body }),
  };
  try {
    const response = await fetch(url, init);
    const text = response.status === 0 ? undefined : await response.text();
    recorder.record({
      ...stamp(),
      kind: 'response',
      status: response.status,
      ...(text === undefined ? {} : { headers: headersOf(response), payload: text }),
    });
    return answerOf(response, text);
  } catch (error) {
    const isLate = asking.signal === undefined && late.aborted;
    const isCancelled = inquiry.signal.aborted || asking.signal?.aborted === true;
    const message = isCancelled ? 'cancelled' : isLate ? 'no answer in time' : 'status 0, nothing readable';
    recorder.record({ ...stamp(), kind: 'failed', message });
    // After its end an inquiry still says goodbye, and nobody waits for that.
    if (inquiry.signal.aborted && asking.signal === undefined) throw error;
    return { kind: isLate ? 'late' : 'failed' };
  }
}

function answerOf(response: Response, text: string | undefined): HttpAnswer {
  if (response.type === 'opaqueredirect') return { kind: 'opaque-redirect' };
  if (text === undefined) return { kind: 'opaque' };
  const read = { kind: 'read', status: response.status, body: text } as const;
  const redirectedTo = response.redirected ? response.url : response.headers.get(RELAYED_LOCATION);
  return redirectedTo === null ? read : { ...read, redirectedTo };
}

function payloadOf(body: string | undefined): { readonly payload?: Payload } {
  return body === undefined ? {} : { payload: body };
}

function headersOf(response: Response): Headers {
  return Object.fromEntries(response.headers.entries());
}
