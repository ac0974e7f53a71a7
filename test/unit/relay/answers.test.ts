import express from 'express';
import { describe, expect, it } from 'vitest';
import { get, PAGE, relay, route, said, target } from './relaying.ts';

describe('an application behind the relay', () => {
  it('gives its answer with every header readable, and its own CORS headers give way to the page’s', async () => {
    const app = express();
    app.get('/deep/path', (request, response) => {
      response.set({
        'Access-Control-Allow-Origin': '*',
        'X-Own': 'yes',
        'Set-Cookie': 'a=1',
        'Clear-Site-Data': '"*"',
      });
      response.status(404).json({ query: request.query });
    });
    const answer = await get(await target(app), '/deep/path?a=1&b=%20');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ query: { a: '1', b: ' ' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
    expect(answer.headers.get('access-control-expose-headers')?.split(', ')).toContain('x-own');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('clear-site-data')).toBeNull();
  });

  it('has its redirects shown and not followed, lest the token be shown elsewhere', async () => {
    const url = await target((_, response) => response.writeHead(301, { Location: '../moved/?x=1' }).end('gone'));
    const answer = await get(url, '/socket.io/');
    expect(answer.status).toBe(301);
    expect(answer.headers.get('location')).toBeNull();
    expect(answer.headers.get('x-sockscope-location')).toBe(`${url}/moved/?x=1`);
    expect(answer.headers.get('access-control-expose-headers')).toContain('x-sockscope-location');
    expect(await answer.text()).toBe('gone');
  });

  it('is asked nothing by a preflight, which the relay answers for any header of the page’s', async () => {
    const through = await relay();
    let asked = 0;
    const url = await target((_, response) => (asked++, response.end()));
    const answer = await fetch(`${through.url}${await route(through, url)}/`, {
      method: 'OPTIONS',
      headers: {
        Origin: PAGE,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type,x-any,x-sockscope-relay',
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(answer.headers.get('access-control-allow-headers')).toBe('content-type,x-any,x-sockscope-relay');
    expect(answer.headers.get('access-control-allow-methods')).toBe('POST');
    expect(asked).toBe(0);
  });

  it('that breaks off in the middle breaks off for the page as well', async () => {
    const url = await target((_, response) => {
      response.writeHead(200, { 'Content-Length': 100 }).write('half');
      setTimeout(() => response.destroy(), 50);
    });
    await expect(get(url).then((answer) => answer.text())).rejects.toThrow();
  });
});

describe('a request body', () => {
  it('above the limit is refused before it is passed on', async () => {
    let came = 0;
    const url = await target((request, response) => {
      request.on('data', (piece: Buffer) => (came += piece.length));
      request.on('end', () => response.end());
    });
    const answer = await get(url, '/', { method: 'POST', body: new Uint8Array(110 * 1024 * 1024 + 1) });
    expect(answer.status).toBe(413);
    expect(came).toBe(0);
  });

  it('without a length is cut off where the limit is', async () => {
    const url = await target((request, response) => request.resume().on('end', () => response.end('all of it')));
    const piece = new Uint8Array(1024 * 1024);
    let left = 115;
    const endless = new ReadableStream({ pull: (to) => (left-- > 0 ? to.enqueue(piece) : to.close()) });
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body: endless, duplex: 'half' };
    const answer = await get(url, '/', init);
    expect(answer.status).toBe(413);
    expect(await said(answer)).toMatch(/at most 115343360 bytes/);
  });

  it('of ten megabytes passes whole', async () => {
    const url = await target((request, response) => request.pipe(response));
    const body = Buffer.alloc(10_000_000, 'sockscope');
    const answer = await get(url, '/', { method: 'POST', body });
    expect(Buffer.from(await answer.arrayBuffer()).equals(body)).toBe(true);
  });
});
