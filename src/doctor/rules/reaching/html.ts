import { seen, type Rule } from '../../rule.ts';
import { serverPath } from '../../remedies/server.ts';

export const html: Rule = {
  id: 'html',
  source: 'U4 · measured: a single-page application’s fallback answers every path with 200 and its page',
  when: 'connecting',
  explains: ['malformed', 'websocket-refused', 'lost'],
  examine: ({ address, reports, engine: { failures } }) => {
    const found = failures.answers.find(({ status, answer }) => status === 200 && answer.kind === 'html');
    const report = reports.found('handshake', 'html');
    const isToldSo = report !== undefined && (report.status ?? 200) === 200;
    if (!found && !isToldSo) return undefined;
    const { url = 'The server', path } = address;
    return {
      severity: 'error',
      certainty: 'certain',
      cause: `${url} answers ${path} with a web page (HTML) instead of a handshake.`,
      reason: 'the body starts with “<”. The client can only say “server error”.',
      evidence: [
        ...seen(found?.sightings, 'HTML came for the handshake'),
        ...(isToldSo ? seen(report.seqs, 'the check read HTML as well') : []),
      ],
      alternatives: ['it is the wrong host or port: the page is another server’s'],
      remedies: [serverPath(path)],
    };
  },
};
