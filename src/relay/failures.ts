/** What the page can be told about a server that could not be reached. */
export type UpstreamFailure = {
  readonly status: 502 | 504;
  /** A sentence. */
  readonly relay: string;
};

/** Seconds until a server must have taken the connection, TLS included. */
export const CONNECT_SECONDS = 10;

/** Thrown into a request whose server did not take the connection in time. */
export class ConnectTimeout extends Error {}

// OpenSSL's names for a chain that is not trusted (Node, `tls`, X509 certificate error codes).
const UNTRUSTED =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|CERTIFICATE_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH)/;

export function upstreamFailure(error: unknown, target: string): UpstreamFailure {
  if (error instanceof ConnectTimeout) {
    return { status: 504, relay: `${target} did not take the connection within ${CONNECT_SECONDS} s.` };
  }
  return { status: 502, relay: sentenceFor(error, target) };
}

function sentenceFor(error: unknown, target: string): string {
  const { code = '', message = String(error) } = wordsOf(error);
  const { hostname, host } = new URL(target);
  if (UNTRUSTED.test(code)) {
    return (
      `The certificate of ${host} is not trusted: ${message} (${code}). ` +
      'Start Sockscope with NODE_EXTRA_CA_CERTS=<certificate file> to trust it.'
    );
  }
  if (/^(EPROTO|ERR_SSL_)/.test(code)) return `${host} does not speak TLS as this machine does: ${message}.`;
  if (code.startsWith('HPE_')) return `${host} answered with something that is not HTTP: ${message}.`;
  switch (code) {
    case 'ECONNREFUSED':
      return `${host} refused the connection: nothing listens there.`;
    case 'ENOTFOUND':
      return `The name ${hostname} does not exist, as far as this machine can tell.`;
    case 'EAI_AGAIN':
      return `The name ${hostname} could not be looked up: no name server answered.`;
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `No way leads from this machine to ${host}.`;
    case 'ECONNRESET':
    case 'EPIPE':
      return `${host} closed the connection without an answer.`;
    case 'ETIMEDOUT':
      return `${host} did not take the connection.`;
    default:
      return `${host} could not be reached: ${message}${code === '' ? '' : ` (${code})`}.`;
  }
}

function wordsOf(error: unknown): { readonly code?: string; readonly message?: string } {
  if (!(error instanceof Error)) return {};
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { ...code, message: error.message };
}
