import { seen, type Rule } from '../../rule.ts';
import { advice } from '../../remedies/server.ts';

export const localNetwork: Rule = {
  id: 'local-network',
  source: 'N5 · Chromium 142 and later (WebSocket 147), Local Network Access; measured in 156',
  when: 'connecting',
  explains: ['unreadable', 'unreachable', 'websocket-refused', 'cors'],
  examine: ({ reports }) => {
    const report = reports.found('address', 'local-network');
    return (
      report && {
        severity: 'error',
        certainty: 'certain',
        cause: 'The browser does not let this public page into your local network.',
        reason: 'the permission “local network access” has not been granted to this page.',
        evidence: seen(report.seqs, report.words),
        remedies: [
          advice(
            'In the browser',
            'Allow it when the browser asks, or in the settings of this site; or run Sockscope on this machine (npm start).',
          ),
        ],
      }
    );
  },
};
