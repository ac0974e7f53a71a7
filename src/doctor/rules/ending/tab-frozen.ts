import { overlaps } from '../../../projections/absences.ts';
import type { Absence } from '../../../projections/heartbeats-view.ts';
import type { Ending } from '../../facts/endings.ts';
import { advice, serverOption } from '../../remedies/server.ts';
import { seen, type Rule } from '../../rule.ts';
import { shownMs } from '../../words.ts';

/** What waited while the tab stood still, such as the server's goodbye, is seen this soon after it. */
const AFTERWARDS_MS = 2000;

export const tabFrozen: Rule = {
  id: 'tab-frozen',
  source:
    'D3 · Page Lifecycle, freeze; measured: a worker that stands still answers no ping, and the server closes after pingTimeout',
  when: 'always',
  explains: ['heartbeat-lost', 'lost', 'regular-cut'],
  examine: ({ isUp, absences, engine: { endings } }) => {
    const stillness = absences.view().filter(({ kind }) => kind !== 'hidden');
    const ended = endings.latest.findLast((ending) => stillness.some((absence) => isCause(absence, ending)));
    const absence = ended && stillness.find((told) => isCause(told, ended));
    if (!absence) return undefined;
    const { kind, fromAt, untilAt = ended.at } = absence;
    const lasted = shownMs(untilAt - fromAt);
    const rows = stillness.filter((told) => isCause(told, ended)).map(({ row }) => row.seq);
    return {
      severity: isUp ? 'warning' : 'error',
      certainty: 'certain',
      cause: `${kind === 'frozen' ? 'The browser froze this tab' : 'This tab stood still'} for ${lasted}, and the heartbeat ran out meanwhile.`,
      reason: `nothing here could answer a ping, and after ${shownMs(ended.pingTimeout)} without an answer (pingTimeout) the server gives a connection up.`,
      evidence: [...seen(rows, `the tab stood still for ${lasted}`), ...seen(ended.seqs, 'the loss')],
      alternatives:
        kind === 'frozen'
          ? []
          : ['the computer slept', 'a debugger held the page', 'one long task kept the page’s worker busy'],
      remedies: [
        advice(
          'In the browser',
          'Keep the tab in view, or let the browser keep this site active: in Chromium, Settings, Performance, “Always keep these sites active”.',
        ),
        serverOption('pingTimeout', '60000', ['ping_timeout', '60']),
      ],
    };
  },
};

/** It lasted longer than the server waits for a pong, and the connection was lost then. */
function isCause(absence: Absence, { at, idleMs, pingTimeout }: Ending): boolean {
  const { fromAt, untilAt = at } = absence;
  return untilAt - fromAt >= pingTimeout && overlaps(absence, at - idleMs - AFTERWARDS_MS, at);
}
