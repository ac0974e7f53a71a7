import type { RealServer, Running } from '../servers/real-server.ts';
import { REAL_SERVERS } from '../servers/table.ts';
import { expect, test } from './fixtures.ts';
import { COLUMNS, connectOn, converse, exchange, tell } from './matrix-kit.ts';

// Tall enough for every row of a short session. The server over WebTransport has a certificate of its own.
test.use({ viewport: { width: 1280, height: 2400 }, ignoreHTTPSErrors: true });

// One process a server, whatever the number of transports.
test.describe.configure({ mode: 'default' });

for (const server of REAL_SERVERS) {
  test.describe(server.name, () => {
    let running: Running | undefined;
    const missing = server.missing();
    test.skip(missing.length > 0, `not installed: ${missing.join(', ')}`);

    test.beforeAll(async () => {
      running = await server.start();
    });
    test.afterAll(() => running?.close());

    for (const column of COLUMNS) {
      const { transport } = column;
      if (server.impossible[transport] !== undefined) continue;
      test(`${server.name}, ${transport}: found on Auto, and everything crosses both ways`, async ({ scope }, info) => {
        if (!running) throw new Error('a server that is installed was started');
        tell(info, server, transport, server.asciiOnly?.[transport]);
        // Polling is there with every server, so its cell tells of those that cannot be.
        if (transport === 'polling') tellImpossible(info, server);
        await connectOn(scope, server, running, column);
        if (server.speaks.startsWith('engine')) await exchange(scope);
        else await converse(scope, server, column);
        // Before the end: eventlet answers the poll that is pending then with an empty body.
        await expect(scope.row('malformed')).toHaveCount(0);
        await scope.disconnect();
      });
    }
  });
}

function tellImpossible(info: Parameters<typeof tell>[0], server: RealServer): void {
  for (const { transport } of COLUMNS) {
    const reason = server.impossible[transport];
    if (reason !== undefined) tell(info, server, transport, `impossible: ${reason}`);
  }
}
