import { seen, type Rule } from '../../rule.ts';
import { inClient } from '../../remedies/client.ts';
import { connectAgain } from '../../remedies/events.ts';

export const kicked: Rule = {
  id: 'kicked',
  source: 'D6 · Socket.IO docs, disconnect reasons: “io server disconnect”, no reconnection',
  when: 'always',
  explains: ['lost'],
  examine: ({ namespaces }) => {
    for (const [nsp, { kicked: rows, isConnected, asked }] of namespaces.all) {
      if (rows.length === 0 || isConnected || asked) continue;
      return {
        severity: 'warning',
        certainty: 'certain',
        cause: `The server has disconnected this client from ${nsp}; it does not come back by itself.`,
        reason: 'the server called socket.disconnect(), and after that a client does not reconnect.',
        evidence: seen(rows, 'the server’s DISCONNECT'),
        remedies: [inClient([connectAgain()], 'If it is meant to come back; the server may have had its reason.')],
      };
    }
    return undefined;
  },
};
