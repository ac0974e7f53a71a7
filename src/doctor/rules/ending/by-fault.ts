import { advice } from '../../remedies/server.ts';
import { seen, type Rule } from '../../rule.ts';
import { shownMs } from '../../words.ts';

export const byFault: Rule = {
  id: 'by-fault',
  source:
    'fault · measured with socket.io 4.8 and 2.5, pingInterval and pingTimeout 300 ms: test/unit/capture/faults.test.ts',
  when: 'always',
  explains: ['heartbeat-lost', 'lost', 'regular-cut', 'tab-frozen', 'session-gone'],
  examine: ({ faults, engine: { endings, generation } }) => {
    const { last } = endings;
    const cause = last && faults.causeOf(last);
    if (!last || !cause) return undefined;
    const { what, seqs } = cause;
    return {
      severity: 'warning',
      certainty: 'certain',
      ...wordsOf(what, generation === 3, last.pingTimeout),
      evidence: [
        ...seen(seqs, what === 'withhold-heartbeat' ? 'the fault, and what was withheld' : 'the fault'),
        ...seen(last.seqs, 'the loss'),
      ],
      remedies: [
        advice(
          'In Faults',
          'Nothing is wrong with the network or the server. End the fault, and the next session goes on.',
        ),
      ],
    };
  },
};

function wordsOf(
  what: string,
  isOld: boolean,
  pingTimeout: number,
): { readonly cause: string; readonly reason: string } {
  if (what === 'close-engine')
    return { cause: 'You closed the engine.', reason: 'the client said goodbye because of the fault' };
  if (what === 'drop-transport')
    return {
      cause: 'You dropped the transport.',
      reason: 'the client was told that its transport closed, and said no goodbye',
    };
  const packet = isOld ? 'pings' : 'pongs';
  return {
    cause: `You withheld the ${packet}, and the server ended the session: a ping timeout.`,
    reason: `after ${shownMs(pingTimeout)} without a heartbeat (pingTimeout) a server takes its client for gone`,
  };
}
