import { seen, type Rule } from '../../rule.ts';
import { onServer, serverOption } from '../../remedies/server.ts';
import { flaskWithWebSocket } from '../../remedies/generation.ts';

/** No failure, but not what the client had asked for. Flask-SocketIO's async_mode "threading" knows no WebSocket. */
export const noUpgrade: Rule = {
  id: 'no-upgrade',
  source:
    'T2 · engine.io docs, allowUpgrades; measured with socket.io 4.8 and Flask-SocketIO 5.3, async_mode "threading"',
  when: 'always',
  explains: ['upgrade-refused'],
  examine: ({ address, engine: { session }, isUp }) => {
    if (!isUp || session?.via !== 'polling' || !address.wantsUpgrade) return undefined;
    if (session.handshake.upgrades.length > 0) return undefined;
    return {
      severity: 'warning',
      certainty: 'certain',
      cause: 'The connection stays on polling: the server offers no upgrade.',
      reason: 'its handshake says "upgrades":[]. Everything works, with a request for each message.',
      evidence: seen([session.openSeq], 'the handshake'),
      remedies: [
        serverOption('transports', '["polling", "websocket"]'),
        onServer(
          [flaskWithWebSocket()],
          'Node: also look for allowUpgrades: false. Flask: "threading" has no WebSocket.',
        ),
      ],
    };
  },
};
