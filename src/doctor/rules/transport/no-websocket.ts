import { seen, type Rule } from '../../rule.ts';
import { POLLING_ONLY } from '../../remedies/ways-round.ts';
import { serverOption } from '../../remedies/server.ts';

export const noWebsocket: Rule = {
  id: 'no-websocket',
  source: 'T2 with WebSocket only · measured with `transports: ["polling"]` and Flask-SocketIO "threading": 400',
  when: 'connecting',
  explains: ['websocket-refused', 'upgrade-refused'],
  examine: ({ address, reports, engine: { failures } }) => {
    const handshake = reports.found('handshake', 'generation-4', 'generation-3');
    const offersNone = /"upgrades":\s*\[\s*\]/.test(handshake?.body ?? '');
    if (!handshake || !offersNone || failures.streamRefused.count === 0) return undefined;
    return {
      severity: 'error',
      certainty: 'certain',
      cause: 'The server has no WebSocket: it offers polling only.',
      reason: 'by polling it answers, and its handshake says "upgrades":[].',
      evidence: [
        ...seen(handshake.seqs, 'the handshake by polling'),
        ...seen(failures.streamRefused, 'the WebSocket did not open'),
      ],
      remedies: [serverOption('transports', '["polling", "websocket"]', ['async_mode', '"eventlet"'])],
      waysRound: address.transports.includes('polling')
        ? []
        : [{ ...POLLING_ONLY, note: 'It is what this server takes.' }],
    };
  },
};
