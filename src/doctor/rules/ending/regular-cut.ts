import type { Ending } from '../../facts/endings.ts';
import { shownMs } from '../../words.ts';
import { seen, type Rule } from '../../rule.ts';
import { inProxy } from '../../remedies/server.ts';
import { waitLonger } from '../../remedies/proxy.ts';
import { overWebSocketOnly } from '../../remedies/ways-round.ts';

const ENOUGH = 3;
/** Timers are this punctual; people and crashes are not. */
const SPREAD = 0.05;
/** What a busy page adds to them. */
const SPREAD_LEAST_MS = 300;
/** Shorter ones are no proxy's timeout. */
const SHORTEST_MS = 1500;

/** nginx and Apache hang up after 60 s without a byte; Engine.IO 4 pings every 25 s, others may less often. */
export const regularCut: Rule = {
  id: 'regular-cut',
  source: 'D1 · Socket.IO docs, Behind a reverse proxy: proxy_read_timeout above pingInterval + pingTimeout',
  when: 'always',
  explains: ['lost', 'gateway'],
  examine: ({ address, isUp, engine: { endings, session } }) => {
    const cut = endings.latest.filter(isCut).slice(-6);
    const idleMs = evenly(cut.map((ending) => ending.idleMs));
    const lifeMs = evenly(cut.map((ending) => ending.lifeMs));
    const { heldTooLong } = endings;
    const afterMs = idleMs ?? lifeMs;
    if (afterMs === undefined && heldTooLong.count === 0) return undefined;
    const { pingInterval = 25_000, pingTimeout = 20_000 } = session?.handshake ?? {};
    const beatMs = pingInterval + pingTimeout;
    return {
      severity: isUp ? 'warning' : 'error',
      certainty: 'likely',
      cause:
        afterMs === undefined
          ? 'A proxy gives up polls before the server answers them (504).'
          : `Something in between cuts the connection at regular intervals: ${idleMs === undefined ? 'every' : 'after'} ${shownMs(afterMs)}${idleMs === undefined ? '' : ' of silence'}.`,
      reason:
        afterMs === undefined
          ? 'a poll is held up to the next ping, which is longer than the proxy waits.'
          : `${cut.length} times in a row the same span, as only a timer does it; the server pings every ${shownMs(pingInterval)}.`,
      evidence: [
        ...seen(afterMs === undefined ? [] : cut.flatMap(({ seqs }) => seqs.slice(0, 1)), 'ended at regular intervals'),
        ...seen(heldTooLong, 'a poll answered 504'),
      ],
      alternatives:
        idleMs === undefined && heldTooLong.count === 0 ? ['the server ends its connections after that time'] : [],
      remedies: [
        inProxy(
          waitLonger(address.path, Math.max(60, Math.ceil((2 * beatMs) / 1000))),
          `Longer than pingInterval + pingTimeout, which is ${shownMs(beatMs)} here. Or a shorter pingInterval on the server.`,
        ),
      ],
      waysRound: heldTooLong.count > 0 ? overWebSocketOnly(address, 'No poll is held then.') : [],
    };
  },
};

function isCut({ isExplained, reason, code }: Ending): boolean {
  return (
    !isExplained && (code === 1006 || code === 1005 || code === 1001) && (reason ?? 'transport close') !== 'parse error'
  );
}

/** Their mean, if they are all nearly the same. */
function evenly(spans: readonly number[]): number | undefined {
  if (spans.length < ENOUGH) return undefined;
  const mean = spans.reduce((sum, span) => sum + span, 0) / spans.length;
  const spread = Math.max(...spans) - Math.min(...spans);
  return mean >= SHORTEST_MS && spread <= Math.max(SPREAD_LEAST_MS, mean * SPREAD) ? mean : undefined;
}
