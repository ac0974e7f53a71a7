import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listenOnFreePort } from '../../../src/practice/listen.ts';
import { ownCertificate } from '../../servers/certificate.ts';
import { afterwards, get, PAGE, said, target } from './relaying.ts';

describe('what cannot be reached is said in a sentence', () => {
  it('nothing listens', async () => {
    const server = createTcpServer();
    const free = await listenOnFreePort(server, 0, '127.0.0.1');
    await new Promise((done) => server.close(done));
    const answer = await get(`http://127.0.0.1:${free}`);
    expect(answer.status).toBe(502);
    expect(answer.headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(await said(answer)).toBe(`127.0.0.1:${free} refused the connection: nothing listens there.`);
  });

  it('no such name', async () => {
    const answer = await get('http://no-such-name.invalid');
    expect(answer.status).toBe(502);
    expect(await said(answer)).toMatch(/^The name no-such-name\.invalid (does not exist|could not be looked up)/);
  });

  it('a certificate that is not trusted', async () => {
    const url = await target((_, response) => response.end('hidden'), createTlsServer(ownCertificate()));
    const answer = await get(url.replace('http:', 'https:'));
    expect(answer.status).toBe(502);
    expect(await said(answer)).toMatch(/^The certificate of 127\.0\.0\.1:\d+ is not trusted: self-signed certificate/);
  });

  it('TLS spoken to a server of plain HTTP', async () => {
    const url = await target((_, response) => response.end());
    const answer = await get(url.replace('http:', 'https:'));
    expect(answer.status).toBe(502);
    expect(await said(answer)).toMatch(/does not speak TLS/);
  });

  it('no HTTP in the answer', async () => {
    const server = createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n'));
    const port = await listenOnFreePort(server, 0, '127.0.0.1');
    afterwards(() => server.close());
    expect(await said(await get(`http://127.0.0.1:${port}`))).toMatch(/something that is not HTTP/);
  });

  it('a server that hangs up without an answer', async () => {
    const url = await target((_, response) => response.destroy());
    expect(await said(await get(url))).toMatch(/closed the connection without an answer/);
  });
});
