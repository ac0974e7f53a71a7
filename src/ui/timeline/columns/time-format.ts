import { formatAt, formatMsFigure } from '../../format.ts';

/** What the Time column counts from. */
export const TIME_MODES = ['start', 'above', 'selected', 'clock'] as const;
export type TimeMode = (typeof TIME_MODES)[number];

type TimeWords = {
  /** In the menu. */
  readonly name: string;
  /** Beside the column's name; the default needs none. */
  readonly sign: string;
  /** With the unit. */
  readonly title: string;
  readonly px: number;
};

export const TIME_WORDS: Readonly<Record<TimeMode, TimeWords>> = {
  start: {
    name: 'Since the start',
    sign: '',
    title: 'Since the session’s start, in s (min:s from a minute on)',
    px: 52,
  },
  above: { name: 'Since the row above', sign: 'Δ', title: 'Since the row above, in ms', px: 62 },
  selected: { name: 'Since the selected row', sign: '±', title: 'Since the selected row, in ms', px: 68 },
  clock: { name: 'Time of day', sign: 'h', title: 'Time of day where you are, h:min:s', px: 92 },
};

/** "1:02.500" needs more room than "2.500". */
const LONG_PX = 68;
const MINUTE_MS = 60_000;

export function timePxOf(mode: TimeMode, lengthMs: number): number {
  return mode === 'start' && lengthMs >= MINUTE_MS ? LONG_PX : TIME_WORDS[mode].px;
}

export type TimeBase = {
  readonly mode: TimeMode;
  /** Of the session, in ms since 1970. */
  readonly startedAt: number;
  /** Session time of the selected row. */
  readonly selectedAt: number | undefined;
};

/** `at` and `aboveAt` (of the row above) in session time. */
export function timeText(at: number, aboveAt: number | undefined, { mode, startedAt, selectedAt }: TimeBase): string {
  switch (mode) {
    case 'start':
      return formatAt(at);
    case 'above':
      return aboveAt === undefined ? '' : formatMsFigure(at - aboveAt);
    case 'selected':
      return selectedAt === undefined ? '' : signed(at - selectedAt);
    case 'clock':
      return clockText(new Date(startedAt + at));
  }
}

function signed(ms: number): string {
  if (ms === 0) return '0';
  return ms > 0 ? `+${formatMsFigure(ms)}` : `−${formatMsFigure(-ms)}`;
}

/** "10:15:03.120". */
function clockText(date: Date): string {
  const [hours, minutes, seconds] = [date.getHours(), date.getMinutes(), date.getSeconds()].map((unit) =>
    String(unit).padStart(2, '0'),
  );
  return `${hours}:${minutes}:${seconds}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
