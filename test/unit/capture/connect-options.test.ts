import { describe, expect, it } from 'vitest';
import type { ConnectForm } from '../../../src/capture/connect-options.ts';
import { EMPTY_FORM, readConnectForm } from '../../../src/capture/connect-options.ts';

function read(fields: Partial<ConnectForm>) {
  const outcome = readConnectForm({ ...EMPTY_FORM, ...fields });
  if (!outcome.ok) throw new Error(outcome.error.map(({ message }) => message).join(' '));
  return outcome.value;
}

function problems(fields: Partial<ConnectForm>) {
  const outcome = readConnectForm({ ...EMPTY_FORM, url: 'localhost', ...fields });
  return outcome.ok ? [] : outcome.error;
}

describe('the server URL', () => {
  it.each([
    ['localhost:3000', 'http://localhost:3000'],
    ['127.0.0.1:4174', 'http://127.0.0.1:4174'],
    ['[::1]:4174', 'http://[::1]:4174'],
    ['192.168.1.5', 'http://192.168.1.5'],
    ['172.20.0.1', 'http://172.20.0.1'],
    ['172.32.0.1', 'https://172.32.0.1'],
    ['chat.example.org', 'https://chat.example.org'],
    ['http://chat.example.org', 'http://chat.example.org'],
    ['wss://chat.example.org:8443', 'https://chat.example.org:8443'],
    ['ws://chat.example.org', 'http://chat.example.org'],
    [' https://chat.example.org/ ', 'https://chat.example.org'],
  ])('reads %s as %s', (url, origin) => {
    expect(read({ url })).toMatchObject({ url: origin, path: '/socket.io/', namespaces: ['/'] });
  });

  it('takes a pathname as the namespace, as typed', () => {
    expect(read({ url: 'localhost:3000/café' }).namespaces).toEqual(['/café']);
    expect(read({ url: 'localhost:3000/chat', namespaces: 'admin, /chat' }).namespaces).toEqual(['/chat', '/admin']);
  });

  it('takes a pathname that ends in /socket.io/ as the path', () => {
    expect(read({ url: 'https://a.example/api/socket.io' })).toMatchObject({
      path: '/api/socket.io/',
      namespaces: ['/'],
    });
  });

  it('adds its query to the query', () => {
    expect(read({ url: 'localhost?a=1&b=2', query: '{"b": 3}' }).query).toEqual({ a: '1', b: '3' });
  });

  it.each(['', 'http://', 'ftp://example.org', 'http://kim:secret@example.org', 'javascript://x'])(
    'refuses %s',
    (url) => {
      expect(problems({ url }).map(({ field }) => field)).toEqual(['url']);
    },
  );

  it('never repeats a password in its refusal', () => {
    expect(JSON.stringify(problems({ url: 'http://kim:hunter2@example.org' }))).not.toContain('hunter2');
  });
});

describe('the options', () => {
  it('gives a path its slashes and an empty one its default', () => {
    expect(read({ url: 'localhost', path: 'ws' }).path).toBe('/ws/');
    expect(read({ url: 'localhost', path: '' }).path).toBe('/socket.io/');
    expect(read({ url: 'localhost', path: '/' }).path).toBe('/');
  });

  it('refuses two different paths', () => {
    expect(problems({ url: 'localhost/a/socket.io/', path: '/b/' })[0]?.field).toBe('path');
  });

  it('reads namespaces with and without their slash, each once', () => {
    expect(read({ url: 'localhost', namespaces: 'chat, /chat,, /' }).namespaces).toEqual(['/chat', '/']);
  });

  it('tells the line and column of broken JSON', () => {
    expect(problems({ auth: '{"token":\n "a",}' })).toEqual([
      { field: 'auth', message: 'Auth, line 2, column 6: “}” cannot stand here in JSON.' },
    ]);
    expect(problems({ query: '{"a": 1' })[0]?.message).toBe('Query, line 1, column 8: the JSON is not complete.');
  });

  it.each(['[]', 'null', '"x"', '1'])('refuses %s as auth', (auth) => {
    expect(problems({ auth })[0]?.message).toContain('Auth is not a JSON object');
  });

  it('keeps a __proto__ key an own property', () => {
    const { auth, query } = read({ url: 'localhost', auth: '{"__proto__": {"a": 1}}', query: '{"__proto__": "b"}' });
    expect(Object.keys(auth ?? {})).toEqual(['__proto__']);
    expect(query).toEqual(JSON.parse('{"__proto__": "b"}'));
  });

  it('refuses a query that the engine writes itself or that is no text', () => {
    expect(problems({ query: '{"EIO": 3}' })[0]?.message).toContain('EIO');
    expect(problems({ query: '{"a": {}}' })[0]?.message).toContain('“a”');
  });

  it('tells all problems at once', () => {
    expect(problems({ url: '', auth: '{', namespaces: 'a b' }).map(({ field }) => field)).toEqual([
      'url',
      'namespaces',
      'auth',
    ]);
  });
});
