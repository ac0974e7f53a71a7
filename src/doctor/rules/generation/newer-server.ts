import { seen, type Rule } from '../../rule.ts';
import { serverOption, advice } from '../../remedies/server.ts';

export const newerServer: Rule = {
  id: 'newer-server',
  source: 'V3, V4, code 5 · Socket.IO docs, Version compatibility; measured with socket.io 3.1.2 and 4.8',
  when: 'connecting',
  explains: ['unreadable', 'websocket-refused', 'cors', 'not-socketio', 'lost', 'no-socketio-here', 'cors-credentials'],
  examine: ({ address, reports, engine: { failures, generation } }) => {
    const found = failures.engineError(5);
    const isOld = generation === 3 || address.protocol === 'v2' || address.protocol === 'eio3';
    const speaks4 = reports.found('handshake', 'generation-4') ?? reports.found('websocket-4', 'open-packet');
    const refuses3 = reports.found('websocket-3', 'refused', 'silent', 'foreign');
    // The check can read what a client of that generation does not tell, and a WebSocket never shows.
    const engineError = reports.found('handshake', 'engine-error');
    const told = engineError?.code === 5 ? engineError : undefined;
    const isProven = isOld && speaks4 !== undefined && refuses3 !== undefined;
    const isBroken = isOld && failures.streamBroken.count > 0;
    if (!found && !told && !isProven && !isBroken) return undefined;
    return {
      severity: 'error',
      certainty: found || told || isProven ? 'certain' : 'likely',
      cause: 'The server is of a newer generation (Socket.IO 3 or 4) than the client (1 and 2).',
      reason:
        found || told
          ? 'it answers with code 5, “Unsupported protocol version”.'
          : 'it grants the WebSocket and then breaks it off, as such a server does with an older client.',
      evidence: [
        ...seen(found?.sightings, 'answered with code 5'),
        ...seen(told?.seqs, 'the check was answered with code 5'),
        ...seen(failures.streamBroken, 'the WebSocket opened and broke at once'),
        ...(isProven ? seen(speaks4.seqs, 'the newer generation was answered') : []),
        ...(isProven ? seen(refuses3.seqs, 'the older one was refused') : []),
      ],
      remedies: [
        serverOption('allowEIO3', 'true'),
        advice('In the client', 'Or use a client of the same generation: socket.io-client 4.'),
      ],
      waysRound: [
        {
          words: 'Connect as Socket.IO v3/v4',
          note: 'With the client of that generation.',
          change: { protocol: address.protocol === 'eio3' ? 'eio4' : 'v4' },
        },
      ],
    };
  },
};
