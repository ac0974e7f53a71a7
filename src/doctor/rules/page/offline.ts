import { seen, type Rule } from '../../rule.ts';

export const offline: Rule = {
  id: 'offline',
  source: 'N6 · engine.io-client 6, “network connection lost”',
  when: 'connecting',
  explains: ['unreadable', 'unreachable', 'websocket-refused', 'lost', 'hanging'],
  examine: ({ reports, engine: { failures } }) => {
    const report = reports.found('address', 'offline');
    if (!report && failures.offline.count === 0) return undefined;
    return {
      severity: 'error',
      certainty: 'certain',
      cause: 'This computer is offline.',
      reason: 'the browser itself says so.',
      evidence: [
        ...seen(failures.offline, 'the network connection was lost'),
        ...seen(report?.seqs, 'the browser is offline'),
      ],
    };
  },
};
