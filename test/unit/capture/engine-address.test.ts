import { expect, it } from 'vitest';
import { engineAddress } from '../../../src/capture/engine-address.ts';
import { relayedIn } from '../../../src/wire/relay-url.ts';

const server = { url: 'https://chat.example.org:8443', path: '/api/socket.io/' };

it('leads to the server itself without a relay', () => {
  expect(engineAddress(server, undefined)).toEqual({ origin: server.url, path: server.path });
});

it('leads to the relay by a path that names the server, and never the token', () => {
  const address = engineAddress(server, { url: 'http://127.0.0.1:4175', token: 'hush', route: 7 });
  expect(address).toEqual({
    origin: 'http://127.0.0.1:4175',
    path: '/relay/7/https/chat.example.org:8443/api/socket.io/',
  });
  expect(relayedIn(address.origin + address.path)).toEqual({ target: server.url, path: server.path });
  expect(JSON.stringify(address)).not.toContain('hush');
});
