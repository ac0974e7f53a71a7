import { hostOf, isLoopback } from '../../facts/address.ts';
import { seen, type Rule } from '../../rule.ts';
import { advice } from '../../remedies/server.ts';
import { viaRelay } from '../../remedies/ways-round.ts';

/**
 * The browser forbids it before anything is sent. WebSocket only, the constructor throws before the client listens, so
 * that no error is reported until its timeout.
 */
export const mixedContent: Rule = {
  id: 'mixed-content',
  source: 'N4 · measured in Chromium 156; W3C Mixed Content',
  when: 'connecting',
  explains: ['unreadable', 'unreachable', 'websocket-refused', 'hanging', 'cors', 'local-network'],
  examine: ({ address, reports, engine: { failures } }) => {
    const { url = '', page = '' } = address;
    const isForbidden = page.startsWith('https:') && /^(http|ws):/.test(url) && !isLoopback(hostOf(url));
    const report = reports.found('address', 'mixed-content');
    const evidence = [
      ...seen(failures.unreadable, 'nothing readable came back'),
      ...seen(failures.timeouts, 'the client waited in vain'),
      ...seen(failures.streamRefused, 'the WebSocket did not open'),
      ...seen(report?.seqs, 'the page is https, the server http'),
    ];
    if (!(isForbidden || report) || evidence.length === 0) return undefined;
    return {
      severity: 'error',
      certainty: 'certain',
      cause: 'This page came by https, so the browser does not let it talk to a server by http.',
      reason: 'the addresses alone say so; the browser tells the page nothing of it.',
      evidence,
      remedies: [advice('On the server', 'Serve it by https, or run Sockscope from http://localhost (npm start).')],
      waysRound: viaRelay(address),
    };
  },
};
