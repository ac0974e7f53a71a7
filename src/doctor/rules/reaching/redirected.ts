import { hostOf } from '../../facts/address.ts';
import { seen, type Rule } from '../../rule.ts';
import { advice } from '../../remedies/server.ts';

const FINAL = /^(https?:\/\/[\w.:[\]-]+)(\/[^?#]*)?/i;

export const redirected: Rule = {
  id: 'redirected',
  source: 'U7 · measured in Chromium 156: polling follows a redirect, a WebSocket does not',
  when: 'always',
  explains: ['upgrade-refused', 'websocket-refused', 'unreadable', 'no-socketio-here', 'session-gone', 'upgrade-slow'],
  examine: ({ reports, engine: { upgrade }, isUp, address }) => {
    const report = reports.found('handshake', 'redirected');
    if (!report || (isUp && upgrade.failed.count === 0)) return undefined;
    const [, origin, path] = FINAL.exec(report.location ?? '') ?? [];
    const to = origin === undefined ? 'another address' : `${origin}${path ?? ''}`;
    const isElsewhere = origin !== undefined && hostOf(origin) !== address.host;
    return {
      severity: isUp ? 'warning' : 'error',
      certainty: 'certain',
      cause: `The server redirects to ${to}, and a WebSocket does not follow redirects.`,
      reason: 'the check saw the redirect itself.',
      evidence: [...seen(report.seqs, report.words), ...seen(upgrade.failed, 'the upgrade to WebSocket failed')],
      alternatives: [],
      remedies: [
        advice(
          'In the client',
          isElsewhere
            ? 'Connect to that server’s URL at once.'
            : 'Use the final URL at once: https, host and closing slash.',
        ),
      ],
      waysRound:
        origin === undefined
          ? []
          : [
              {
                words: `Use ${origin}`,
                note: 'The final address, for polling and WebSocket alike.',
                change: { url: origin, ...(path?.endsWith('/') ? { path } : {}) },
              },
            ],
    };
  },
};
