import { describe, expect, it } from 'vitest';
import { Routes } from '../../../src/relay/routes.ts';
import { relayPrefix } from '../../../src/wire/relay-url.ts';
import { askRoute, asPage, relay, route, said, target } from './relaying.ts';

describe('a route', () => {
  it.each([
    ['not JSON', 'a route'],
    ['no target', {}],
    ['a target with a path', { target: 'http://127.0.0.1:3000/a' }],
    ['a target that is no web server', { target: 'file:///etc' }],
    ['a header that HTTP does not allow', { target: 'http://127.0.0.1', headers: { 'a b': '1' } }],
    ['a header with a line break', { target: 'http://127.0.0.1', headers: { a: '1\r\nb: 2' } }],
    ['a header of the connection', { target: 'http://127.0.0.1', headers: { 'Transfer-Encoding': 'chunked' } }],
    ['something else beside', { target: 'http://127.0.0.1', ca: 'x' }],
  ])('with %s is refused with a sentence', async (_, wish) => {
    const answer = await askRoute(await relay(), wish);
    expect(answer.status).toBe(400);
    expect(await said(answer)).toMatch(/^[A-Z].*\.$/);
  });

  it('is told apart from another by its number, scheme and host', async () => {
    const through = await relay();
    const url = await target((_, response) => response.end('there'));
    const path = await route(through, url);
    const port = new URL(url).port;
    const status = async (of: string): Promise<number> =>
      (await fetch(`${through.url}${of}/`, { headers: asPage(through) })).status;
    expect(await status(path)).toBe(200);
    expect(await status(path.replace('/relay/1/', '/relay/2/'))).toBe(404);
    expect(await status(path.replace('/http/', '/https/'))).toBe(404);
    expect(await status(path.replace(`127.0.0.1:${port}`, `localhost:${port}`))).toBe(404);
  });

  it('used lately outlives a thousand others', () => {
    const routes = new Routes();
    const target = 'http://127.0.0.1:3000';
    const open = (): number => {
      const opened = routes.open(JSON.stringify({ target }));
      return opened.ok ? opened.value : 0;
    };
    const [old, kept] = [open(), open()];
    const isThere = (number: number): boolean => routes.find(`${relayPrefix(number, target)}/`) !== undefined;
    for (let i = 0; i < 998; i++) open();
    expect(isThere(kept)).toBe(true);
    open();
    expect([isThere(old), isThere(kept)]).toEqual([false, true]);
  });
});
