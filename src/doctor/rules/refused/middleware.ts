import { seen, type Rule } from '../../rule.ts';
import { clientOption, inClient } from '../../remedies/client.ts';
import { isUnknownNamespace } from './unknown-namespace.ts';

export const middleware: Rule = {
  id: 'middleware',
  source: 'A1 · Socket.IO docs, Middlewares: connect_error; measured with socket.io 4.8 and 2.5, python-socketio 5.7',
  when: 'always',
  explains: ['lost', 'connect-unanswered'],
  examine: ({ address, namespaces }) => {
    for (const [nsp, { refusal }] of namespaces.all) {
      if (!refusal || isUnknownNamespace(refusal)) continue;
      return {
        severity: 'error',
        certainty: 'certain',
        cause: `The server lets nobody into ${nsp} who comes like this: “${refusal.message}”.`,
        reason: 'a middleware or connect handler refused, in these words; the client does not try again by itself.',
        evidence: seen([refusal.seq], refusal.hasData ? 'the refusal, with further data' : 'the refusal'),
        remedies: [
          inClient(
            [clientOption(address, 'auth', '{ token: "…" }')],
            'Most servers look for credentials in auth; some in the query or in a cookie.',
          ),
        ],
      };
    }
    return undefined;
  },
};
