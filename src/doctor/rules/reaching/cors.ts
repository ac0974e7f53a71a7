import { seen, type Rule } from '../../rule.ts';
import { allowPage } from '../../remedies/cors.ts';
import { viaRelay, WEBSOCKET_ONLY } from '../../remedies/ways-round.ts';

/** Both proofs together leave no other cause: someone answers, and over a WebSocket it is Engine.IO. */
export const cors: Rule = {
  id: 'cors',
  source: 'C1, C2 · Socket.IO docs, Handling CORS; measured with socket.io 4.8',
  when: 'connecting',
  explains: ['unreadable', 'headers-on-websocket'],
  examine: ({ address, reports, engine: { failures } }) => {
    const unreadable = reports.found('handshake', 'unreadable');
    const answered = reports.found('reachable', 'answered');
    const engine = reports.found('websocket-4', 'open-packet', 'open-and-connect');
    if (!unreadable || !engine || reports.found('plain-request', 'readable')) return undefined;
    return {
      severity: 'error',
      certainty: answered ? 'certain' : 'likely',
      cause: 'The server answers, but does not allow this page to read it (no CORS).',
      reason: 'both proofs agree. The client can only say “xhr poll error”.',
      evidence: [
        ...seen(failures.unreadable, 'the handshake came back with nothing readable'),
        ...seen(answered?.seqs, 'without CORS an answer came, so host and port are right'),
        ...seen(engine.seqs, 'over WebSocket the same server says 0{"sid":…}'),
      ],
      remedies: [allowPage(address)],
      waysRound: [WEBSOCKET_ONLY, ...viaRelay(address)],
    };
  },
};
