import { seen, type Rule } from '../../rule.ts';
import { inProxy } from '../../remedies/server.ts';
import { passUpgrade } from '../../remedies/proxy.ts';

export const badRequest: Rule = {
  id: 'bad-request',
  source: 'code 3 · engine.io 6.6 lib/server.ts: INVALID_ORIGIN, TRANSPORT_MISMATCH, MIDDLEWARE_FAILURE and others',
  when: 'connecting',
  explains: [],
  examine: ({ address, reports, engine: { failures } }) => {
    const found = failures.engineError(3);
    const report = reports.found('handshake', 'engine-error');
    const isToldSo = report?.code === 3;
    if (!found && !isToldSo) return undefined;
    return {
      severity: 'error',
      certainty: 'possible',
      cause: 'The server takes the request for a bad one: mostly a proxy has changed it on the way.',
      reason:
        'it answers with code 3, “Bad request”, and keeps the reason to itself (connection_error tells it there).',
      evidence: [
        ...seen(found?.sightings, 'answered with code 3'),
        ...(isToldSo ? seen(report.seqs, 'the check read code 3') : []),
      ],
      alternatives: [
        'a proxy drops the headers Upgrade and Connection',
        'a middleware of the server (io.engine.use) failed',
        'the server could not make a session id',
      ],
      remedies: [inProxy(passUpgrade(address.path))],
    };
  },
};
