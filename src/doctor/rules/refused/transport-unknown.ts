import { seen, type Rule } from '../../rule.ts';
import { overWebSocketOnly } from '../../remedies/ways-round.ts';
import { serverOption } from '../../remedies/server.ts';
import { webSocketOnly } from '../../remedies/client.ts';

export const transportUnknown: Rule = {
  id: 'transport-unknown',
  source: 'code 0 · engine.io 6.6 lib/server.ts; measured with `transports: ["websocket"]` on the server',
  when: 'connecting',
  explains: [],
  examine: ({ address, reports, engine: { failures } }) => {
    const found = failures.engineError(0);
    const report = reports.found('handshake', 'engine-error');
    const isToldSo = report?.code === 0;
    if (!found && !isToldSo) return undefined;
    return {
      severity: 'error',
      certainty: 'certain',
      cause: 'The server takes no polling: it offers WebSocket only.',
      reason: 'it answers the first request with code 0, “Transport unknown”.',
      evidence: [
        ...seen(found?.sightings, 'answered with code 0'),
        ...(isToldSo ? seen(report.seqs, 'the check read code 0') : []),
      ],
      remedies: [
        webSocketOnly(address),
        serverOption('transports', '["polling", "websocket"]', ['transports', '["polling", "websocket"]']),
      ],
      waysRound: overWebSocketOnly(address, 'It is what this server takes.'),
    };
  },
};
