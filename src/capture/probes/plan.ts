import type { CheckId, ProbeReport } from '../../doctor/checks.ts';
import type { Known } from './inquiry.ts';
import { askedGeneration, beginsByPolling, canPoll, generationOf, isBare } from './known.ts';

type Need = 'needed' | 'not-needed' | 'impossible';

/** Whether a check can say anything after what the earlier ones found, and anything new. */
export function needOf(id: CheckId, known: Known): Need {
  const { options, reports } = known;
  const outcome = (check: CheckId): string | undefined => reports.find((report) => report.check === check)?.outcome;
  const handshake = outcome('handshake');
  const needed = (isNeeded: boolean): Need => (isNeeded ? 'needed' : 'not-needed');
  switch (id) {
    case 'address':
    case 'handshake':
      return 'needed';
    case 'reachable':
      return needed(handshake === 'unreadable');
    case 'plain-request':
      return needed(handshake === 'unreadable' && (options.withCredentials || options.headers !== undefined));
    case 'websocket-4':
      return needed(!canPoll(known) || !beginsByPolling(options));
    case 'websocket-3':
      return needed(outcome('websocket-4') === 'refused' && !canPoll(known));
    case 'namespace':
      return isBare(options) || generationOf(known) === undefined ? 'impossible' : 'needed';
    case 'upgrade':
      if (!canPoll(known)) return 'impossible';
      return needed(options.transports === 'polling-then-upgrade' && options.upgrade);
    case 'sticky':
      return canPoll(known) ? needed(beginsByPolling(options)) : 'impossible';
    case 'parser':
      if (isBare(options) || generationOf(known) === undefined) return 'impossible';
      return needed(outcome('namespace') === 'closed');
  }
}

/** Whether a report leaves nothing open: the checks after it could only say it again. */
export function isCertain(report: ProbeReport, { options, reports, page }: Known): boolean {
  const isPollingIn = options.transports !== 'websocket' && options.transports !== 'webtransport';
  switch (report.check) {
    case 'address':
      return (
        report.outcome === 'mixed-content' ||
        report.outcome === 'offline' ||
        (report.outcome === 'local-network' && page.localNetwork === 'denied')
      );
    case 'handshake': {
      if (report.outcome === 'generation-3') return options.protocol === 'v4' || options.protocol === 'eio4';
      if (report.outcome === 'generation-4') return askedGeneration(options) === 3;
      if (report.outcome === 'unreadable' || report.outcome === 'hanging') return false;
      // A server that is for WebSocket only may answer a poll with anything, but a refusal (4) and a version that it
      // does not speak (5) hold for both.
      return isPollingIn || report.outcome === 'redirected' || report.code === 4 || report.code === 5;
    }
    case 'reachable':
      return report.outcome === 'unreachable';
    case 'plain-request':
      return report.outcome === 'readable';
    case 'websocket-4':
      if (report.outcome === 'refused' || report.outcome === 'hanging') return false;
      if (report.outcome === 'open-and-connect') return options.protocol === 'v4' || options.protocol === 'eio4';
      if (report.outcome === 'open-packet') {
        return isPollingIn && reports.some(({ check, outcome }) => check === 'handshake' && outcome === 'unreadable');
      }
      return true;
    case 'websocket-3':
      return report.outcome.startsWith('open');
    case 'namespace':
      return report.outcome === 'refused' || report.outcome === 'silent';
    case 'upgrade':
      // The WebSocket may have reached another process than the handshake: the sticky check tells.
      return false;
    case 'sticky':
      return report.outcome === 'lost';
    case 'parser':
      return false;
  }
}

/** Whether the server and the browser did what a working connection needs of them. */
export function isPassed(report: ProbeReport, known: Known): boolean {
  switch (report.check) {
    case 'handshake':
    case 'websocket-4':
      // Polling is off, and nobody wanted it.
      if (report.code === 0 && known.options.transports === 'websocket') return true;
      if (isCertain(report, known) && report.outcome !== 'open-packet') return false;
      return report.outcome.startsWith('generation') || report.outcome.startsWith('open');
    default:
      return GOOD.has(`${report.check} ${report.outcome}`);
  }
}

const GOOD = new Set([
  'address fine',
  'reachable answered',
  'plain-request readable',
  'websocket-3 open-packet',
  'websocket-3 open-and-connect',
  'namespace connected',
  'upgrade answered',
  'sticky kept',
  'parser same',
]);
