import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownCertificate } from './certificate.ts';
import { programAt, startChild } from './child.ts';
import { nothingMissing, type RealServer } from './real-server.ts';

// The binary that npm installed; it takes the modules of node_modules/ and loads nothing from elsewhere.
const DENO = fileURLToPath(new URL('../../node_modules/.bin/deno', import.meta.url));

export const webTransport: RealServer = {
  name: 'socket.io 4.8 over WebTransport (Deno)',
  path: '/socket.io/',
  speaks: 'v4',
  impossible: {},
  missing: nothingMissing,
  async start() {
    const folder = mkdtempSync(join(tmpdir(), 'sockscope-deno-'));
    const { key, cert, hash } = ownCertificate();
    const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    writeFileSync(keyFile, key);
    writeFileSync(certFile, cert);
    const flags = ['run', '--allow-all', '--unstable-net', '--cached-only', '--no-lock', '--quiet'];
    const running = await startChild(DENO, [...flags, programAt('webtransport.mjs'), keyFile, certFile]);
    rmSync(folder, { recursive: true });
    return { ...running, url: running.url.replace('http:', 'https:'), certificateHash: hash };
  },
};
