import { counted } from '../../words.ts';
import { seen, type Rule } from '../../rule.ts';
import { inProxy, onServer } from '../../remedies/server.ts';
import { stayWithServer } from '../../remedies/proxy.ts';
import { overWebSocketOnly } from '../../remedies/ways-round.ts';
import { stickyWorkers } from '../../remedies/admission.ts';

/** A session that the very next request does not find was never where that request went. */
export const sticky: Rule = {
  id: 'sticky',
  source: 'T3 · Socket.IO docs, Using multiple nodes; measured with two nodes behind round robin',
  when: 'always',
  explains: ['session-gone', 'lost', 'bad-request', 'upgrade-refused', 'connect-unanswered', 'parser-mismatch'],
  examine: ({ address, reports, isUp, engine: { lostYoung, handshakes } }) => {
    const report = reports.found('sticky', 'lost');
    const { asked = 0, failed = 0 } = report ?? {};
    if (!report && lostYoung.count === 0) return undefined;
    const counts = [
      ...(lostYoung.count > 0
        ? [`${lostYoung.count} of ${counted(Math.max(handshakes, lostYoung.count), 'session')}`]
        : []),
      ...(report && asked > 0 ? [`${failed} of ${asked} in the check`] : []),
    ].join(', ');
    const isSure = report !== undefined || lostYoung.count > 1;
    return {
      severity: isUp ? 'warning' : 'error',
      certainty: isSure ? 'certain' : 'likely',
      cause: 'The requests of one session reach different servers: sticky sessions are missing.',
      reason: `the server did not know the session that had just been opened, in ${counts || 'the check'}.`,
      evidence: [
        ...seen(lostYoung, `“Session ID unknown” at once after the handshake, ${counted(lostYoung.count, 'time')}`),
        ...seen(
          report?.seqs,
          report && asked > 0 ? `${failed} of ${asked} new sessions were not found again` : 'lost again',
        ),
      ],
      alternatives: isSure ? [] : ['the server was restarted just then'],
      remedies: [
        inProxy(
          stayWithServer(),
          'By address where you can: a cookie of the balancer only comes back from another origin with credentials.',
        ),
        onServer([stickyWorkers()], 'Between the processes of one machine. A cluster adapter alone is not enough.'),
      ],
      waysRound: overWebSocketOnly(address),
    };
  },
};
