import { seen, type Rule } from '../../rule.ts';
import { serverPath } from '../../remedies/server.ts';

export const wrongPath: Rule = {
  id: 'wrong-path',
  source: 'U1 · Socket.IO docs, Troubleshooting: 404; measured with Express 5 and socket.io 4.8',
  when: 'connecting',
  explains: ['websocket-refused', 'lost'],
  examine: ({ address, reports, engine: { failures } }) => {
    const found = failures.answers.find(({ status, answer }) => status === 404 && answer.kind !== 'engine-error');
    const report = reports.found('handshake', 'other', 'html');
    const isToldSo = report?.status === 404;
    if (!found && !isToldSo) return undefined;
    const { url = 'The server', path } = address;
    return {
      severity: 'error',
      certainty: 'certain',
      cause: `${url} answers, but has nothing at ${path} (404).`,
      reason: 'the answer could be read, and it is not one of Engine.IO’s.',
      evidence: [
        ...seen(found?.sightings, 'the handshake was answered 404'),
        ...(isToldSo ? seen(report.seqs, 'the check read 404 as well') : []),
      ],
      alternatives: ['the path is right, and the server has not attached Socket.IO to this HTTP server'],
      remedies: [serverPath(path)],
    };
  },
};
