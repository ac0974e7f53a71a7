import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The header that shows the token, in lower case as Node has it. */
export const TOKEN_HEADER = 'x-sockscope-relay';
/** A page cannot set headers on a WebSocket, but it can offer a subprotocol of this beginning. */
const TOKEN_PROTOCOL = 'sockscope-relay.';

export type Admission = {
  /** Of the pages that may use the relay, as browsers write it. */
  readonly pageOrigins: readonly string[];
  readonly token: string;
  /** The relay's own. */
  readonly port: number;
};

/** Whether the request came to a loopback name: a foreign one that resolves to loopback is DNS rebinding. */
export function isForLoopback(headers: IncomingHttpHeaders, port: number): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].some((name) => headers.host === `${name}:${port}`);
}

/** The page's origin, where it is one that may use the relay. Browsers do not let a page forge it. */
export function admittedOrigin(headers: IncomingHttpHeaders, admission: Admission): string | undefined {
  if (!isForLoopback(headers, admission.port)) return undefined;
  return admission.pageOrigins.find((origin) => origin === headers.origin);
}

export function showsToken(headers: IncomingHttpHeaders, token: string): boolean {
  const shown = headers[TOKEN_HEADER];
  return typeof shown === 'string' && isSame(shown, token);
}

/** The offered subprotocol that shows the token. */
export function protocolWithToken(headers: IncomingHttpHeaders, token: string): string | undefined {
  return offeredProtocols(headers).find(
    (offered) => offered.startsWith(TOKEN_PROTOCOL) && isSame(offered.slice(TOKEN_PROTOCOL.length), token),
  );
}

/** The subprotocols that are the person's own. */
export function ownProtocols(headers: IncomingHttpHeaders): readonly string[] {
  return offeredProtocols(headers).filter((offered) => !offered.startsWith(TOKEN_PROTOCOL));
}

function offeredProtocols(headers: IncomingHttpHeaders): readonly string[] {
  return (headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((offered) => offered.trim())
    .filter(Boolean);
}

/** Takes the same time whatever is wrong, so that a token cannot be guessed piece by piece. */
function isSame(shown: string, token: string): boolean {
  return timingSafeEqual(digest(shown), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
