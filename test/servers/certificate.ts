import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Certificate = {
  readonly key: string;
  readonly cert: string;
  /** SHA-256 in hexadecimal, as WebTransport wants it. */
  readonly hash: string;
};

// ECDSA P-256 and less than 14 days: a browser takes no other by its hash (W3C WebTransport, custom certificates).
const REQUEST =
  'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 10 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1,DNS:localhost';

/** A certificate of our own for this machine, that nobody trusts. */
export function ownCertificate(): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'sockscope-tls-'));
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  try {
    execFileSync('openssl', [...REQUEST.split(' '), '-keyout', keyFile, '-out', certFile], { stdio: 'ignore' });
    const cert = readFileSync(certFile, 'utf8');
    const hash = createHash('sha256').update(new X509Certificate(cert).raw).digest('hex');
    return { key: readFileSync(keyFile, 'utf8'), cert, hash };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
