import { counted } from '../../words.ts';
import { seen, type Rule } from '../../rule.ts';
import { advice } from '../../remedies/server.ts';

const LOSSES: readonly (string | undefined)[] = ['transport close', 'transport error', 'parse error'];

/** Only while it is not back: a server that restarts is none of the user's worries. */
export const lost: Rule = {
  id: 'lost',
  source: 'D7 · Socket.IO docs, disconnect reasons: transport close; measured: server killed, 1006',
  when: 'connecting',
  // It was there: so it is neither CORS nor a wrong address.
  explains: ['unreadable', 'websocket-refused', 'unreachable', 'hanging', 'cors'],
  examine: ({ address, reports, isLost, attempts, gaveUp, engine: { endings, failures } }) => {
    const { last } = endings;
    if (!isLost || !last || last.isExplained) return undefined;
    const reason = last.reason ?? (last.code === 1006 ? 'transport close' : '');
    if (!LOSSES.includes(reason)) return undefined;
    const { url = 'the server' } = address;
    const isReachable = failures.answers.length > 0;
    const gone = reports.found('reachable', 'unreachable');
    return {
      severity: 'error',
      certainty: gone ? 'certain' : 'likely',
      cause: `The connection to ${url} was lost and has not come back.`,
      reason: `it had worked before: the server was stopped or crashed, or the network broke (“${reason}”${last.code === undefined ? '' : `, code ${last.code}`}).`,
      evidence: [
        ...seen(last.seqs, 'the loss'),
        ...seen(failures.unreadable, `${counted(attempts, 'reconnect')} tried since`),
        ...seen(failures.streamRefused, `${counted(attempts, 'reconnect')} tried since`),
        ...seen(gone?.seqs, 'nothing can be reached there now'),
        ...seen(gaveUp === undefined ? [] : [gaveUp], 'the client has given up'),
      ],
      alternatives: isReachable ? [] : ['the network between here and there is down'],
      remedies: [advice('On the server', 'Look whether it runs, and at its log for the time of the loss.')],
    };
  },
};
