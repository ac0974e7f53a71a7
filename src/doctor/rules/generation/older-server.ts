import { seen, type Rule } from '../../rule.ts';
import { inClient } from '../../remedies/client.ts';
import { advice } from '../../remedies/server.ts';
import { olderClient } from '../../remedies/generation.ts';

/** Told from the form of the body, never from the status: such a server answers 200 to any EIO. */
export const olderServer: Rule = {
  id: 'older-server',
  source: 'V1, V2 · Socket.IO docs, Version compatibility; measured with socket.io 1.7.4 and 2.5.1',
  when: 'connecting',
  explains: ['malformed', 'cors', 'unreadable', 'lost', 'connect-unanswered', 'html', 'heartbeat-lost'],
  examine: ({ address, reports, engine: { failures, generation } }) => {
    const body = failures.of('generation-3');
    const report = reports.found('handshake', 'generation-3') ?? reports.found('websocket-4', 'open-and-connect');
    const isOfGeneration3 = generation === 3 || address.protocol === 'v2' || address.protocol === 'eio3';
    if (isOfGeneration3 || !(body || report || failures.olderServer.count > 0)) return undefined;
    return {
      severity: 'error',
      certainty: 'certain',
      cause: 'The server is of an older generation (Socket.IO 1 or 2) than the client (3 and 4).',
      reason: 'the two generations write their packets differently, and only the older ones write like this.',
      evidence: [
        ...seen(body?.sightings, 'the handshake has its length before it: 96:0{…}'),
        ...seen(failures.olderServer, 'CONNECT came unasked, or without a session id'),
        ...seen(report?.seqs, report?.words ?? ''),
      ],
      remedies: [
        inClient([olderClient(address)]),
        advice('On the server', 'Or upgrade it to Socket.IO 4: with allowEIO3 it serves the old clients, too.'),
      ],
      waysRound: [
        {
          words: 'Connect as Socket.IO v1/v2',
          note: 'With the client of that generation.',
          change: { protocol: address.protocol === 'eio4' ? 'eio3' : 'v2' },
        },
      ],
    };
  },
};
