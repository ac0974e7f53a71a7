import { counted } from '../../words.ts';
import { seen, type Rule } from '../../rule.ts';
import { POLLING_ONLY } from '../../remedies/ways-round.ts';

/** A browser tells nothing of a WebSocket that did not open, not even the HTTP status. */
export const websocketRefused: Rule = {
  id: 'websocket-refused',
  source: 'N1 to N3, T1, U2, A4 over WebSocket · measured in Chromium 156: “websocket error”, code 1006',
  when: 'connecting',
  explains: [],
  examine: ({ address, engine: { failures, handshakes } }) => {
    const { streamRefused } = failures;
    // With a handshake by polling before it, it was an upgrade, and went with its session.
    if (streamRefused.count === 0 || (address.wantsUpgrade && handshakes > 0)) return undefined;
    const { url = 'the server', path, isSecure } = address;
    return {
      severity: 'error',
      certainty: 'possible',
      cause: `No WebSocket could be opened to ${url}.`,
      reason: 'the client can only say “websocket error”: the browser hides the answer. Diagnose tells more.',
      evidence: seen(streamRefused, `${counted(streamRefused.count, 'WebSocket')} that did not open`),
      alternatives: [
        'no server listens there: wrong host, wrong port, not started, or a firewall',
        `there is no Socket.IO at ${path}`,
        'a proxy in between does not pass WebSocket upgrades on',
        'the server refuses: this origin, a missing token, or WebSocket altogether',
        ...(isSecure ? ['the browser does not trust its certificate (TLS)'] : []),
      ],
      waysRound: [{ ...POLLING_ONLY, note: 'Then the server’s answer can be read, where it allows this page.' }],
    };
  },
};
