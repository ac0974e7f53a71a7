import { socketIo1 } from '../servers/socket-io-1.ts';
import { socketIo2 } from '../servers/socket-io-2.ts';
import type { Running } from '../servers/real-server.ts';
import { fillOptions } from './doctor-kit.ts';
import { expect, test } from './fixtures.ts';
import type { Sockscope } from './sockscope.ts';

// Tall enough for every row of a short session.
test.use({ viewport: { width: 1280, height: 2400 } });

type Line = {
  readonly conn: number;
  readonly kind: string;
  readonly probe?: string;
  readonly url?: string;
  readonly text?: string;
  readonly base64?: string;
};

async function linesOf(scope: Sockscope): Promise<readonly Line[]> {
  const { bytes } = await scope.export(scope.session(/./).first(), false);
  const lines = bytes.toString().trimEnd().split('\n').slice(1);
  return lines.map((line) => JSON.parse(line) as Line);
}

async function connectByPolling(scope: Sockscope, url: string): Promise<void> {
  await scope.fillForm(url);
  await fillOptions(scope, { transports: 'polling' });
  await scope.button('Connect').click();
  await scope.connected();
}

for (const server of [socketIo1, socketIo2]) {
  test.describe(server.name, () => {
    let running: Running;
    test.beforeAll(async () => (running = await server.start()));
    test.afterAll(() => running.close());

    test('bytes in polling bodies of generation 3 are recorded as they crossed', async ({ scope }) => {
      await connectByPolling(scope, running.url);
      await scope.emit({ event: 'bytes', args: '[{"$binary":"AMj/"}]' });
      await expect(scope.row('received', 'BINARY_EVENT', 'bytes')).toBeVisible();

      const own = (await linesOf(scope)).filter(({ probe }) => probe === undefined);
      for (const kind of ['request', 'response']) {
        const bodies = own.filter((line) => line.kind === kind && line.base64 !== undefined);
        // 01 length ff 04 bytes (engine.io-parser 2, `encodePayloadAsBlob`); a 1.7 server says hello in bytes, too.
        const packet = Buffer.from([1, 4, 0xff, 4, 0, 200, 255]);
        expect(bodies.some(({ base64 = '' }) => Buffer.from(base64, 'base64').includes(packet))).toBe(true);
      }
    });

    test('two connections to one address are recorded apart', async ({ scope }) => {
      await connectByPolling(scope, running.url);
      await scope.button('Duplicate connection').click();
      await expect(scope.rows.filter({ hasText: 'welcome' })).toHaveCount(2);

      const own = (await linesOf(scope)).filter(({ probe }) => probe === undefined);
      const urls = own.filter(({ url, kind }) => kind === 'request' && url?.includes('sid='));
      const sidsOf = (conn: number) =>
        new Set(urls.filter((line) => line.conn === conn).map(({ url = '' }) => new URL(url).searchParams.get('sid')));
      expect([sidsOf(1).size, sidsOf(2).size]).toEqual([1, 1]);
      expect(sidsOf(1)).not.toEqual(sidsOf(2));
    });
  });
}
