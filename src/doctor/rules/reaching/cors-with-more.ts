import { seen, type Rule } from '../../rule.ts';
import { allowCredentials, allowHeaders } from '../../remedies/cors.ts';
import { viaRelay, WEBSOCKET_ONLY, WITHOUT_CREDENTIALS } from '../../remedies/ways-round.ts';

export const corsCredentials: Rule = {
  id: 'cors-credentials',
  source: 'C3 · Fetch standard: no "*" with credentials; measured with socket.io 4.8',
  when: 'connecting',
  explains: ['cors', 'unreadable', 'no-socketio-here'],
  examine: ({ address, reports, engine: { failures } }) => {
    const plain = reports.found('plain-request', 'readable');
    if (!plain || !address.withCredentials) return undefined;
    const headers = address.headerNames.length > 0;
    return {
      severity: 'error',
      certainty: headers ? 'likely' : 'certain',
      cause: 'The server allows this page, but not with credentials.',
      reason: `the same request without credentials${headers ? ' and headers' : ''} could be read.`,
      evidence: [
        ...seen(plain.seqs, 'without credentials the answer could be read'),
        ...seen(failures.unreadable, 'with them nothing could'),
      ],
      alternatives: headers ? [`it does not allow the headers ${address.headerNames.join(', ')}`] : [],
      remedies: [allowCredentials(address)],
      waysRound: [WITHOUT_CREDENTIALS, WEBSOCKET_ONLY, ...viaRelay(address)],
    };
  },
};

export const corsHeaders: Rule = {
  id: 'cors-headers',
  source: 'C4 · Socket.IO docs, Handling CORS: allowedHeaders; Fetch standard, CORS preflight',
  when: 'connecting',
  explains: ['cors', 'unreadable', 'no-socketio-here'],
  examine: ({ address, reports, engine: { failures } }) => {
    const plain = reports.found('plain-request', 'readable');
    if (!plain || address.withCredentials || address.headerNames.length === 0) return undefined;
    return {
      severity: 'error',
      certainty: 'certain',
      cause: `The server allows this page, but not these headers: ${address.headerNames.join(', ')}.`,
      reason: 'the same request without them could be read.',
      evidence: [
        ...seen(plain.seqs, 'without the headers the answer could be read'),
        ...seen(failures.unreadable, 'with them nothing could'),
      ],
      remedies: [allowHeaders(address)],
      waysRound: viaRelay(address),
    };
  },
};
