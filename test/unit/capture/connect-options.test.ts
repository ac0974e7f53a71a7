import { describe, expect, it } from 'vitest';
import { hintsOf } from '../../../src/capture/connect-form/hints.ts';
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

  it('leaves out what Engine.IO writes itself, as in an address copied from a network panel', () => {
    const url = 'wss://a.example/socket.io/?EIO=4&transport=websocket&sid=abc&room=north';
    expect(read({ url })).toMatchObject({ url: 'https://a.example', path: '/socket.io/', query: { room: 'north' } });
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

  it('places what is wrong in a query', () => {
    expect(problems({ query: '{"a": 1,\n "b": [2]}' })[0]?.message).toBe(
      'Query, line 2, column 7: “b” must be text, a number, true or false.',
    );
  });

  it('keeps numbers in a query as they are written', () => {
    expect(read({ url: 'localhost', query: '{"a": 1.0, "b": 9007199254740993, "c": true}' }).query).toEqual({
      a: '1.0',
      b: '9007199254740993',
      c: 'true',
    });
  });

  it('tells all problems at once', () => {
    expect(problems({ url: '', auth: '{', namespaces: 'a b' }).map(({ field }) => field)).toEqual([
      'url',
      'namespaces',
      'auth',
    ]);
  });
});

describe('the headers', () => {
  it('takes names and values that HTTP takes', () => {
    const headers = '{"X-Tenant": " acme ", "x-limit": 3, "X-Empty": ""}';
    expect(read({ url: 'localhost', headers }).headers).toEqual({ 'X-Tenant': 'acme', 'x-limit': '3', 'X-Empty': '' });
  });

  it.each([
    ['{"X A": "b"}', '“X A” is not a header name'],
    ['{"": "b"}', '“” is not a header name'],
    ['{"X-A": "b\\r\\nX-B: c"}', 'line break'],
    ['{"X-A": "✓"}', 'a character in its value'],
    ['{"X-A": "b", "x-a": "c"}', '“x-a” stands here twice'],
    ['{"X-A": {"b": 1}}', 'must be text'],
    ['{"Content-Length": 3}', 'belongs to the connection'],
    ['{"sec-websocket-key": "b"}', 'belongs to the connection'],
  ])('refuses %s', (headers, why) => {
    expect(problems({ headers, useRelay: true })).toEqual([
      { field: 'headers', message: expect.stringContaining(why) },
    ]);
  });

  it('never repeats a value in its refusal', () => {
    expect(JSON.stringify(problems({ headers: '{"Authorization": "Bearer hunter2✓"}' }))).not.toContain('hunter2');
  });

  it.each(['Cookie', 'host', 'Origin', 'Referer', 'Sec-Fetch-Site'])('sends %s through the relay only', (name) => {
    const headers = `{"${name}": "b"}`;
    expect(problems({ headers })[0]?.message).toBe(
      `Headers, line 1, column ${name.length + 6}: “${name}” cannot be set by a page; turn on “Use relay” to send it.`,
    );
    expect(read({ url: 'localhost', headers, useRelay: true }).headers).toEqual({ [name]: 'b' });
  });
});

describe('the numbers', () => {
  it('are the client’s own when nothing is typed', () => {
    const emptied = { reconnectionDelayMs: '', reconnectionDelayMaxMs: ' ', randomizationFactor: '', timeoutMs: '' };
    expect(read({ url: 'localhost', ...emptied })).toMatchObject({
      reconnectionAttempts: undefined,
      reconnectionDelayMs: 1000,
      reconnectionDelayMaxMs: 5000,
      randomizationFactor: 0.5,
      timeoutMs: 20_000,
      ackTimeoutMs: undefined,
      retries: undefined,
    });
  });

  it('are read with their ranges', () => {
    expect(
      read({ url: 'localhost', randomizationFactor: '.25', timeoutMs: '1', reconnectionAttempts: '0' }),
    ).toMatchObject({ randomizationFactor: 0.25, timeoutMs: 1, reconnectionAttempts: 0 });
  });

  it.each([
    ['randomizationFactor', '1.1', 'Jitter: “1.1” is not a number with a decimal point from 0 to 1.'],
    ['randomizationFactor', '0,5', 'Jitter: “0,5” is not'],
    ['timeoutMs', '0', 'Opening timeout (ms): “0” is not a whole number from 1 to 86,400,000.'],
    ['reconnectionDelayMs', '1.5', 'First wait (ms): “1.5” is not a whole number from 0 to 86,400,000.'],
    ['reconnectionDelayMaxMs', '5 s', 'Longest wait (ms): “5 s” is not'],
    ['reconnectionAttempts', '-1', 'Attempts: “-1” is not a whole number from 0 to 1,000,000.'],
    ['ackTimeoutMs', '1e3', 'Default ack timeout (ms): “1e3” is not'],
    ['retries', '1001', 'Retries: “1001” is not a whole number from 0 to 1,000.'],
  ] as const)('refuses in %s the text %s', (field, typed, message) => {
    expect(problems({ [field]: typed })).toEqual([{ field, message: expect.stringContaining(message) }]);
  });
});

describe('subprotocols and certificate hashes', () => {
  const webtransport = { transports: 'webtransport' } as const;
  const hash = '0123456789abcdef'.repeat(4);

  it('are lists separated by commas', () => {
    expect(read({ url: 'localhost', protocols: 'v1.chat, v2.chat,' }).protocols).toEqual(['v1.chat', 'v2.chat']);
    const colons = hash.toUpperCase().replace(/(..)(?=.)/g, '$1:');
    const certificateHashes = `sha256 Fingerprint=${colons}\n${'f'.repeat(64)}, ${hash}`;
    expect(read({ url: 'localhost', certificateHashes, ...webtransport }).certificateHashes).toEqual([
      hash,
      'f'.repeat(64),
    ]);
  });

  it.each([
    [{ protocols: 'a, b c' }, 'number 2 has a character that cannot stand in a name'],
    [{ protocols: 'a, b, a' }, 'number 3 stands there twice'],
    [{ certificateHashes: `${hash}, ${hash}0`, ...webtransport }, 'number 2 has 65 digits; SHA-256 has 64'],
    [{ certificateHashes: 'xyz', ...webtransport }, '“x” in number 1 is not a hexadecimal digit'],
  ])('refuses %o', (fields, why) => {
    expect(problems(fields).map(({ message }) => message)).toEqual([expect.stringContaining(why)]);
  });
});

describe('choices that bear on each other', () => {
  it('asks nobody to mend what is not used', () => {
    const unused = { auth: '{', namespaces: 'a b', retries: 'many', randomizationFactor: '9', certificateHashes: 'x' };
    const bare = read({ url: 'localhost', protocol: 'eio4', reconnect: false, ...unused });
    expect(bare).toMatchObject({ auth: undefined, namespaces: ['/'], retries: undefined, certificateHashes: [] });
    expect(problems({ protocol: 'v4', ...unused }).map(({ field }) => field)).toEqual([
      'namespaces',
      'auth',
      'randomizationFactor',
      'retries',
    ]);
  });

  it('looks for bare Engine.IO where it listens', () => {
    expect(read({ url: 'localhost', protocol: 'eio3', path: '' }).path).toBe('/engine.io/');
    expect(read({ url: 'localhost/api/engine.io/', protocol: 'eio4', path: '/engine.io/' }).path).toBe(
      '/api/engine.io/',
    );
    expect(problems({ url: 'localhost/chat', protocol: 'eio4' })[0]?.message).toContain('“/chat” would be a namespace');
  });

  it.each([{ protocol: 'v2' }, { protocol: 'eio3' }, { useRelay: true }] as const)(
    'refuses WebTransport with %o',
    (fields) => {
      expect(problems({ transports: 'polling-then-webtransport', ...fields }).map(({ field }) => field)).toEqual([
        'transports',
      ]);
    },
  );

  it('tries the next transport where the choice says so', () => {
    expect(read({ url: 'localhost', transports: 'websocket-then-polling' }).tryAllTransports).toBe(true);
    expect(read({ url: 'localhost', transports: 'websocket', tryAllTransports: true }).tryAllTransports).toBe(false);
  });

  it.each([
    [{ headers: '{"a": "b"}', transports: 'websocket' }, 'headers'],
    [{ url: 'http://localhost', transports: 'webtransport' }, 'transports'],
    [{ reconnectionDelayMs: '9000' }, 'reconnectionDelayMaxMs'],
    [{ retries: '3' }, 'retries'],
  ] as const)('hints at what %o will not do, and goes on', (fields, field) => {
    const form: ConnectForm = { ...EMPTY_FORM, url: 'localhost', ...fields };
    expect(hintsOf(form).map((hint) => hint.field)).toEqual([field]);
    expect(readConnectForm(form).ok).toBe(true);
  });

  it('has no hint for a form that is left alone', () => {
    expect(hintsOf(EMPTY_FORM)).toEqual([]);
    expect(hintsOf({ ...EMPTY_FORM, headers: '{"a": "b"}', transports: 'websocket', useRelay: true })).toEqual([]);
    expect(hintsOf({ ...EMPTY_FORM, retries: '3', ackTimeoutMs: '1000' })).toEqual([]);
  });
});
