import { seen, type Rule } from '../../rule.ts';
import { allowPage } from '../../remedies/cors.ts';
import { serverPath } from '../../remedies/server.ts';
import { viaRelay } from '../../remedies/ways-round.ts';

/**
 * Someone answers, neither readable nor over WebSocket. python-socketio refuses a foreign origin on both, so that it
 * looks the same.
 */
export const noSocketIoHere: Rule = {
  id: 'no-socketio-here',
  source: 'U2, U6 · measured in Chromium 156; python-engineio 4.3, “Not an accepted origin.”',
  when: 'connecting',
  explains: ['unreadable', 'websocket-refused'],
  examine: ({ address, reports }) => {
    const answered = reports.found('reachable', 'answered');
    const refused = reports.found('websocket-4', 'refused');
    const unreadable = reports.found('handshake', 'unreadable');
    if (!answered || !refused || !unreadable || reports.found('plain-request', 'readable')) return undefined;
    const { url = 'the server', path } = address;
    return {
      severity: 'error',
      certainty: 'likely',
      cause: `A server answers at ${url}, but there is no Socket.IO at ${path} for this page.`,
      reason: 'host and port are right, yet neither polling nor WebSocket gets a handshake.',
      evidence: [
        ...seen(answered.seqs, 'a request that needs no CORS was answered'),
        ...seen(refused.seqs, 'a WebSocket was refused'),
        ...seen(unreadable.seqs, 'the handshake could not be read'),
      ],
      alternatives: [
        'it is a Python server that does not accept this page’s origin: it refuses WebSockets from it, too',
        'a proxy or gateway in between answers with an error of its own',
      ],
      remedies: [serverPath(path), allowPage(address)],
      waysRound: viaRelay(address),
    };
  },
};
