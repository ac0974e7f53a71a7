import { overlaps } from '../../../projections/absences.ts';
import { counted, shownMs } from '../../words.ts';
import { seen, type Rule } from '../../rule.ts';
import { serverOption } from '../../remedies/server.ts';

export const heartbeatLost: Rule = {
  id: 'heartbeat-lost',
  source:
    'D2, D3 · Socket.IO docs, Troubleshooting: ping timeout, throttled timers; measured with a connection that swallows all',
  when: 'always',
  explains: ['lost'],
  examine: ({ isUp, absences, engine: { endings, session, generation } }) => {
    const { pingTimeouts, lastBeatSeq, last } = endings;
    if (pingTimeouts.count === 0) return undefined;
    const isOld = generation === 3;
    const { pingInterval, pingTimeout } = session?.handshake ?? {};
    const afterMs = pingInterval === undefined || pingTimeout === undefined ? undefined : pingInterval + pingTimeout;
    const idleFrom = last === undefined ? Infinity : last.at - last.idleMs;
    const hidden = absences.view().filter((absence) => overlaps(absence, idleFrom, last?.at ?? 0));
    return {
      severity: isUp ? 'warning' : 'error',
      certainty: 'certain',
      cause: 'The heartbeat stopped, and the client gave the connection up: nothing came through any more.',
      reason: `nobody closed it; ${counted(pingTimeouts.count, 'time')} the time for a heartbeat ran out${afterMs === undefined ? '' : ` (${shownMs(afterMs)})`}.`,
      evidence: [
        ...seen(pingTimeouts, '“ping timeout”'),
        ...seen(lastBeatSeq === undefined ? [] : [lastBeatSeq], 'the last sign of life before'),
        ...seen(
          hidden.map(({ row }) => row.seq),
          'the tab was not in view then',
        ),
      ],
      alternatives: [
        'the network was gone: a sleeping computer, a changed Wi-Fi, a firewall that forgets connections',
        'the server was stuck: in a debugger, in long computing, or in one huge message',
        ...(isOld
          ? ['the page was in the background: the browser slows the timers with which this generation’s client pings']
          : []),
      ],
      remedies: [serverOption('pingTimeout', '60000', ['ping_timeout', '60'])],
    };
  },
};
