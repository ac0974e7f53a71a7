import type { RatesView, Talker } from '../../projections/rates/rates-view.ts';
import { talkerName } from './rate-words.ts';

export type TalkerColumn = 'event' | 'count' | 'bytes' | 'share' | 'now' | 'mean';
export type TalkerOrder = { readonly by: TalkerColumn; readonly isDescending: boolean };

export type TalkerLine = Talker & {
  readonly name: string;
  /** Of all bytes, 0 to 1. */
  readonly share: number;
  readonly meanPerSecond: number;
};

/** Names begin with a, figures with the largest. */
export function turnedBy({ by, isDescending }: TalkerOrder, column: TalkerColumn): TalkerOrder {
  return { by: column, isDescending: by === column ? !isDescending : column !== 'event' };
}

export function talkerLines(
  { talkers, sent, received, now, since }: RatesView,
  order: TalkerOrder,
): readonly TalkerLine[] {
  const seconds = Math.max(1, (now - since) / 1000);
  const allBytes = Math.max(1, sent.bytes + received.bytes);
  const lines = talkers.map((talker) => ({
    ...talker,
    name: talkerName(talker),
    share: talker.bytes / allBytes,
    meanPerSecond: talker.count / seconds,
  }));
  const sign = order.isDescending ? -1 : 1;
  return lines.sort((a, b) => sign * compared(a, b, order.by) || a.name.localeCompare(b.name));
}

function compared(a: TalkerLine, b: TalkerLine, by: TalkerColumn): number {
  switch (by) {
    case 'event':
      return a.name.localeCompare(b.name);
    case 'count':
    case 'mean':
      return a.count - b.count;
    case 'bytes':
    case 'share':
      return a.bytes - b.bytes;
    case 'now':
      return a.nowPerSecond - b.nowPerSecond;
  }
}
