import { describe, expect, it } from 'vitest';
import { readServerUrl } from '../../../src/capture/server-url.ts';

function read(typed: string) {
  const outcome = readServerUrl(typed);
  if (!outcome.ok) throw new Error(outcome.error);
  return outcome.value;
}

describe('a pathname', () => {
  it.each([
    ['localhost:3000/socket.io/', '/socket.io/'],
    ['localhost:3000/engine.io/', '/engine.io/'],
    ['localhost:3000/api/engine.io', '/api/engine.io/'],
  ])('of %s is the path', (url, path) => {
    expect(read(url)).toMatchObject({ path, namespace: undefined });
  });

  it.each([
    ['localhost:3000/chat', '/chat'],
    ['localhost:3000/my-engine.io', '/my-engine.io'],
    ['localhost:3000/socket.io/chat', '/socket.io/chat'],
  ])('of %s is a namespace', (url, namespace) => {
    expect(read(url)).toMatchObject({ path: undefined, namespace });
  });
});

it.each(['htp:/localhost', 'a b', 'http://exa mple.org', 'mailto:kim@example.org'])(
  'says what is wrong with %s',
  (url) => {
    const outcome = readServerUrl(url);
    expect(outcome).toMatchObject({ ok: false, error: expect.stringMatching(/^Server URL: .*\.$/) });
  },
);
