import { seen, type Rule } from '../../rule.ts';
import { advice } from '../../remedies/server.ts';

/** A plain WebSocket server opens and waits for the client to speak; Engine.IO sends `0{…}` at once. */
export const notSocketIo: Rule = {
  id: 'not-socketio',
  source: 'U5 · Socket.IO docs, “Socket.IO is not a WebSocket implementation”; measured with ws 8',
  when: 'connecting',
  explains: ['unreadable', 'websocket-refused', 'hanging', 'malformed', 'gateway', 'no-socketio-here', 'lost'],
  examine: ({ address, reports, engine: { failures, generation } }) => {
    const report = reports.found('websocket-4', 'silent', 'foreign');
    const isEngine = reports.found('handshake', 'generation-4', 'generation-3', 'engine-error') !== undefined;
    const answered426 = failures.answers.find(({ status }) => status === 426);
    const isSilent = failures.streamSilent.count > 0 && generation !== 3;
    if (isEngine || !(report || answered426 || isSilent)) return undefined;
    const { url = 'The server' } = address;
    return {
      severity: 'error',
      certainty: report ? 'certain' : 'likely',
      cause: `${url} opens WebSockets, but does not speak Socket.IO.`,
      reason: 'Engine.IO sends its handshake 0{"sid":…} as soon as a WebSocket is open; here none came.',
      evidence: [
        ...seen(report?.seqs, report?.words ?? ''),
        ...seen(failures.streamSilent, 'the WebSocket opened, and no handshake came'),
        ...seen(answered426?.sightings, 'polling was answered 426, Upgrade Required'),
      ],
      remedies: [
        advice(
          'On the server',
          'Use a Socket.IO server, or a plain WebSocket client: the two do not understand each other.',
        ),
      ],
    };
  },
};
