import { seen, type Rule } from '../../rule.ts';
import { advice } from '../../remedies/server.ts';

export const pathAsNamespace: Rule = {
  id: 'path-as-namespace',
  source: 'A2, U1 · Socket.IO docs, Namespaces: the path of the URL is the namespace',
  when: 'connecting',
  explains: [],
  examine: ({ reports, address }) => {
    const report = reports.found('address', 'path-as-namespace');
    return (
      report && {
        severity: 'warning',
        certainty: 'possible',
        cause: 'The path of the server URL was taken for a namespace.',
        reason: `the client asks at ${address.path}, and what stands behind the host is the namespace’s name.`,
        evidence: seen(report.seqs, report.words),
        remedies: [
          advice(
            'In the client',
            'If it is where the server listens, put it into the option “Path” instead of the URL.',
          ),
        ],
      }
    );
  },
};
