import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { WireEvent } from '../../../../src/wire/wire-event.ts';
import { opened, wireOf } from '../har/har-file.ts';

async function sample(name: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(new URL(`../../../samples/debug/${name}`, import.meta.url)));
}

/**
 * What crossed in one direction, in its order, each packet as it was: which log tells when differs. A client's log does
 * not show the bytes that it sends.
 */
function said(events: readonly WireEvent[], dir: 'sent' | 'received'): readonly unknown[] {
  return wireOf(events).flatMap((event) => {
    if (event.kind === 'frame' && event.dir === dir) {
      return [dir === 'sent' && typeof event.payload !== 'string' ? 'bytes' : event.payload];
    }
    const isPolled = event.kind === (dir === 'sent' ? 'request' : 'response');
    return isPolled && 'payload' in event && event.payload !== undefined ? [event.payload] : [];
  });
}

const PAIRS = [
  { version: 4, server: 'server-4.log', client: 'client-4-colours.log', protocol: 'v4' },
  { version: 2, server: 'server-2.log', client: 'client-2.log', protocol: 'v2' },
] as const;

for (const { version, server, client, protocol } of PAIRS) {
  test(`Socket.IO ${version}: the logs of a server and of its client tell of the same packets`, async () => {
    const ofServer = await opened(await sample(server));
    const ofClient = await opened(await sample(client));
    for (const dir of ['sent', 'received'] as const)
      expect(said(ofClient.events, dir)).toEqual(said(ofServer.events, dir));
    expect(said(ofServer.events, 'sent')).toEqual(
      expect.arrayContaining([
        '2probe',
        '5',
        '420["echo",1,"two"]',
        '451-["bytes",{"_placeholder":true,"num":0}]',
        '41',
      ]),
    );
    for (const { header, problems } of [ofServer, ofClient]) {
      expect(problems).toEqual([]);
      expect(header.connections).toMatchObject([{ id: 1, protocol, parser: 'default', namespaces: ['/', '/chat'] }]);
    }
    expect(ofServer.asides).toContain(
      'The log is a server’s. Sent and received are meant as seen by its client, as everywhere here.',
    );
  });
}

test('what the client reported is inferred, and says so', async () => {
  const { events, header, asides } = await opened(await sample('client-4-colours.log'));
  const reported = events.flatMap((event) => (event.kind === 'client' ? [{ event: event.event, nsp: event.nsp }] : []));
  expect(reported.map(({ event, nsp = '' }) => `${event} ${nsp}`.trim())).toEqual([
    'connect /',
    'upgrading',
    'connect /chat',
    'upgrade',
    'disconnect /chat',
    'disconnect /',
    'close',
  ]);
  // Coloured lines tell only the time since the one before of the same namespace.
  expect(header.startedAt).toBe('1970-01-01T00:00:00.000Z');
  expect(asides).toContain('The log has no date: its first line stands at 1970-01-01.');
});
