import { shownMs } from '../../words.ts';
import { seen, type Rule } from '../../rule.ts';
import { inProxy } from '../../remedies/server.ts';
import { passUpgrade } from '../../remedies/proxy.ts';

/** A refused upgrade fails within a round trip; a swallowed one takes seconds. */
const SLOW_MS = 2000;

export const upgradeRefused: Rule = {
  id: 'upgrade-refused',
  source: 'T1 · Socket.IO docs, Behind a reverse proxy; measured with a proxy that drops Upgrade and Connection',
  when: 'always',
  explains: ['websocket-refused'],
  examine: ({ address, reports, isUp, engine: { upgrade, failures } }) => {
    const refused = reports.found('upgrade', 'refused');
    const polls = reports.found('handshake', 'generation-4');
    // WebSocket only: polling works, a WebSocket does not. Up, only the upgrade itself counts.
    const isRefusedAlone =
      !isUp && failures.streamRefused.count > 0 && polls !== undefined && reports.found('websocket-4', 'refused');
    const isQuick = upgrade.failed.count > 0 && (upgrade.tookMs ?? 0) < SLOW_MS;
    if (!refused && !isQuick && !isRefusedAlone) return undefined;
    return {
      severity: isUp ? 'warning' : 'error',
      certainty: 'likely',
      cause: isUp
        ? 'The connection stays on polling: the upgrade to WebSocket is refused on the way.'
        : 'Polling gets through, a WebSocket does not: it is refused on the way.',
      reason: 'the server offers WebSocket, so something in between does not pass the upgrade on: mostly a proxy.',
      evidence: [
        ...seen(
          upgrade.failed,
          `the WebSocket failed${upgrade.tookMs === undefined ? '' : ` after ${shownMs(upgrade.tookMs)}`}`,
        ),
        ...seen(refused?.seqs, 'the check’s upgrade was refused as well'),
        ...(isRefusedAlone ? seen(isRefusedAlone.seqs, 'the check’s WebSocket was refused, its polling was not') : []),
        ...(isRefusedAlone ? seen(polls?.seqs, 'the handshake by polling') : []),
      ],
      alternatives: ['the network or a security program blocks WebSockets'],
      remedies: [inProxy(passUpgrade(address.path), 'HAProxy and Traefik pass upgrades by themselves.')],
      waysRound: isUp
        ? []
        : [{ words: 'Use polling only', note: 'It works already.', change: { transports: 'polling' } }],
    };
  },
};

export const upgradeSlow: Rule = {
  id: 'upgrade-slow',
  source: 'T4 · Socket.IO docs, Troubleshooting: WebSocket blocked by a network; upgradeTimeout 10 s',
  when: 'always',
  explains: [],
  examine: ({ isUp, reports, engine: { upgrade } }) => {
    const silent = reports.found('upgrade', 'silent');
    if (!silent && !(upgrade.failed.count > 0 && (upgrade.tookMs ?? 0) >= SLOW_MS)) return undefined;
    return {
      severity: isUp ? 'warning' : 'error',
      certainty: 'likely',
      cause: 'The connection stays on polling: the network swallows WebSockets.',
      reason: `the upgrade was not refused, it got no answer${upgrade.tookMs === undefined ? '' : ` for ${shownMs(upgrade.tookMs)}`}.`,
      evidence: [
        ...seen(upgrade.failed, 'the upgrade failed after a long wait'),
        ...seen(silent?.seqs, 'the check’s upgrade was not answered either'),
      ],
      alternatives: ['a proxy holds the upgrade back'],
      remedies: [
        { title: 'In the client', snippets: [], note: 'Leave polling on, before WebSocket: it is what works here.' },
      ],
    };
  },
};
