import { seen, type Rule } from '../../rule.ts';
import { clientOption, inClient } from '../../remedies/client.ts';
import { viaRelay } from '../../remedies/ways-round.ts';

export const headersOnWebSocket: Rule = {
  id: 'headers-on-websocket',
  source: 'E6 · Socket.IO docs, client option extraHeaders: not in a browser with WebSocket only',
  when: 'always',
  explains: [],
  examine: ({ address, reports, connectSeq }) => {
    const { headerNames, isWebSocketOnly, relay } = address;
    if (headerNames.length === 0 || !isWebSocketOnly || relay) return undefined;
    const report = reports.found('address', 'headers-on-websocket');
    return {
      severity: 'warning',
      certainty: 'certain',
      cause: `The headers were not sent: ${headerNames.join(', ')}.`,
      reason: 'a browser cannot add headers to a WebSocket, and this connection uses nothing else.',
      evidence: [
        ...seen(connectSeq === undefined ? [] : [connectSeq], 'headers with WebSocket only'),
        ...seen(report?.seqs, 'the same by the check'),
      ],
      remedies: [
        inClient([clientOption(address, 'auth', '{ token: "…" }')], 'The server finds it in socket.handshake.auth.'),
      ],
      waysRound: viaRelay(address),
    };
  },
};
