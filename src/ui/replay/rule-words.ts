import type { Gate, RemapRule } from '../../replay/rules.ts';
import { formatCount, formatMs } from '../format.ts';

/** "login → [0].token". */
export function remapText({ from: { kind, nsp, event }, path }: RemapRule): string {
  const where = nsp === '/' ? '' : `${nsp} `;
  return `${where}${event}${kind === 'event' ? ' (event)' : ''} → ${path}`;
}

export function isSameRemap(one: RemapRule, other: RemapRule): boolean {
  return one.from.kind === other.from.kind && remapText(one) === remapText(other);
}

/** "before step 3: the answer to step 1, at most 5,000 ms". */
export function gateText({ before, waitFor, timeoutMs }: Gate): string {
  const awaited =
    waitFor.kind === 'ack'
      ? `the answer to step ${formatCount(waitFor.of + 1)}`
      : `the event ${waitFor.nsp === '/' ? '' : `${waitFor.nsp} `}${waitFor.event}`;
  return `before step ${formatCount(before + 1)}: ${awaited}, at most ${formatMs(timeoutMs)}`;
}
