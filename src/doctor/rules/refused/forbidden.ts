import { seen, type Rule } from '../../rule.ts';
import { onServer } from '../../remedies/server.ts';
import { allowRequest } from '../../remedies/admission.ts';

export const forbidden: Rule = {
  id: 'forbidden',
  source: 'A4, code 4 · Socket.IO docs, allowRequest; measured with socket.io 4.8: 403',
  when: 'connecting',
  explains: ['gateway', 'websocket-refused'],
  examine: ({ reports, engine: { failures } }) => {
    const found = failures.engineError(4);
    const report = reports.found('handshake', 'engine-error');
    const isToldSo = report?.code === 4;
    if (!found && !isToldSo) return undefined;
    const message = found?.answer.kind === 'engine-error' ? found.answer.message : 'Forbidden';
    return {
      severity: 'error',
      certainty: 'certain',
      cause: `The server refuses this request before any namespace: “${message}”.`,
      reason: 'its allowRequest said no; it answers with code 4 and that text.',
      evidence: [
        ...seen(found?.sightings, 'answered with code 4'),
        ...(isToldSo ? seen(report.seqs, 'the check read code 4') : []),
      ],
      remedies: [
        onServer(
          [allowRequest()],
          'What it looks at is the server’s: mostly the origin, a header, a cookie or the query.',
        ),
      ],
    };
  },
};
