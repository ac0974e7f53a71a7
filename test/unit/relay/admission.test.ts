import { request as httpRequest, type IncomingMessage } from 'node:http';
import { beforeEach, describe, expect, it } from 'vitest';
import { asPage, PAGE, relay, route, target, type TestRelay } from './relaying.ts';

type Answer = { readonly status: number; readonly headers: IncomingMessage['headers']; readonly body: string };

/** A request with exactly these headers, `Host` included, which no browser and no `fetch` would let a page send. */
function ask(url: string, headers: Record<string, string>, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers, setHost: headers['Host'] === undefined });
    request.once('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (piece: string) => (body += piece));
      response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.once('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: 101, headers: response.headers, body: '' });
    });
    request.once('error', reject);
    request.end();
  });
}

let through: TestRelay;
let reached: string[];
let page: string;

beforeEach(async () => {
  through = await relay();
  reached = [];
  const url = await target((request, response) => {
    reached.push(request.url ?? '');
    response.end('secret');
  });
  page = `${through.url}${await route(through, url)}/`;
});

const UPGRADE = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
};

it('the page with the token is let in, under either name of the machine', async () => {
  const { port } = new URL(through.url);
  for (const Host of [`127.0.0.1:${port}`, `localhost:${port}`])
    expect(await ask(page, { ...asPage(through), Host })).toMatchObject({ status: 200, body: 'secret' });
  expect(reached).toEqual(['/', '/']);
});

const STRANGERS: readonly (readonly [string, (token: string, port: string) => Record<string, string>])[] = [
  ['a page of another origin', () => ({ Origin: 'https://evil.example' })],
  ['a page on another port of this machine', () => ({ Origin: 'http://127.0.0.1:4174' })],
  ['a page without an origin of its own', () => ({ Origin: 'null' })],
  ['the relay’s own origin', (_, port) => ({ Origin: `http://127.0.0.1:${port}` })],
  ['an origin that begins like the page’s', () => ({ Origin: `${PAGE}.evil.example` })],
  ['a rebound host', (_, port) => ({ Host: `evil.example:${port}` })],
  ['a host on another port', () => ({ Host: '127.0.0.1:1' })],
  ['a host without a port', () => ({ Host: 'localhost' })],
];

const TOKENS: readonly (readonly [string, (token: string) => string])[] = [
  ['a wrong token', (token) => token.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))],
  ['half of the token', (token) => token.slice(0, 20)],
  ['a longer token', (token) => `${token}A`],
  ['an empty token', () => ''],
];

describe('over HTTP', () => {
  it.each(STRANGERS)('%s gets nothing', async (_, headersOf) => {
    const headers = { ...asPage(through), ...headersOf(through.token, new URL(through.url).port) };
    await expectNothing(await ask(page, headers));
    await expectNothing(await ask(`${through.url}/routes`, headers, 'POST'));
    await expectNothing(await ask(page, { ...headers, 'Access-Control-Request-Method': 'GET' }, 'OPTIONS'));
  });

  it.each(TOKENS)('%s gets nothing', async (_, shown) => {
    const headers = { ...asPage(through), 'X-Sockscope-Relay': shown(through.token) };
    await expectNothing(await ask(page, headers));
    await expectNothing(await ask(`${through.url}/routes`, headers, 'POST'));
  });

  it('a request without an origin, or without a token, gets nothing', async () => {
    await expectNothing(await ask(page, { 'X-Sockscope-Relay': through.token }));
    await expectNothing(await ask(page, { Origin: PAGE }));
    await expectNothing(await ask(page, {}));
  });

  it('the token in a URL, or as a subprotocol without a handshake, is none', async () => {
    await expectNothing(await ask(`${page}?token=${through.token}`, { Origin: PAGE }));
    const protocol = { 'Sec-WebSocket-Protocol': `sockscope-relay.${through.token}` };
    await expectNothing(await ask(page, { Origin: PAGE, ...protocol }));
  });
});

describe('over a WebSocket handshake', () => {
  const handshake = (protocols: string): Record<string, string> => ({
    ...UPGRADE,
    Origin: PAGE,
    'Sec-WebSocket-Protocol': protocols,
  });

  it.each(STRANGERS)('%s gets nothing', async (_, headersOf) => {
    const stranger = headersOf(through.token, new URL(through.url).port);
    await expectNothing(await ask(page, { ...handshake(`sockscope-relay.${through.token}`), ...stranger }));
  });

  it.each(TOKENS)('%s gets nothing', async (_, shown) => {
    await expectNothing(await ask(page, handshake(`sockscope-relay.${shown(through.token)}`)));
  });

  it('no token, no origin, or the token in a header alone gets nothing', async () => {
    await expectNothing(await ask(page, handshake('chat')));
    await expectNothing(await ask(page, { ...UPGRADE, ...asPage(through) }));
    const { Origin: _, ...originless } = handshake(`sockscope-relay.${through.token}`);
    await expectNothing(await ask(page, originless));
  });
});

async function expectNothing({ status, headers, body }: Answer): Promise<void> {
  expect({ status, body }).toEqual({ status: 403, body: '' });
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  expect(reached).toEqual([]);
}
