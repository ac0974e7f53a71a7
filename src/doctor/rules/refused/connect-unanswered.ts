import { shownMs } from '../../words.ts';
import { seen, type Rule } from '../../rule.ts';
import { onServer } from '../../remedies/server.ts';
import { callNext } from '../../remedies/admission.ts';

/** A server answers a CONNECT as soon as its middlewares are through; a lookup in a database takes less than this. */
const LONG_MS = 5000;

export const connectUnanswered: Rule = {
  id: 'connect-unanswered',
  source:
    'A3 · Socket.IO docs, Middlewares: “make sure to call next()”; measured with socket.io 4.8: 1005 after connectTimeout',
  when: 'always',
  explains: ['lost', 'regular-cut'],
  examine: ({ namespaces, reports, time, isUp, engine: { failures } }) => {
    const report = isUp ? undefined : reports.found('namespace', 'silent');
    for (const [nsp, { asked, abandoned, isConnected }] of namespaces.all) {
      const waitedMs = asked ? time.at - asked.at : 0;
      const isAbandoned = abandoned.length > 0 && failures.closedUnanswered.count === 0;
      if (isConnected || !(isAbandoned || waitedMs > LONG_MS || report)) continue;
      return {
        severity: 'error',
        certainty: 'likely',
        cause: `The server never answers the request to enter ${nsp}: a middleware does not call next().`,
        reason: 'the connection itself stands, and a server answers CONNECT with yes or no.',
        evidence: [
          ...(isAbandoned ? seen(abandoned, 'asked, and ended by the server without an answer') : []),
          ...(asked ? seen([asked.seq], `unanswered for ${shownMs(waitedMs)}`) : []),
          ...seen(report?.seqs, 'the check was not answered either'),
        ],
        alternatives: ['the middleware waits for something that does not come, a database for instance'],
        remedies: [onServer([callNext()])],
      };
    }
    return undefined;
  },
};
