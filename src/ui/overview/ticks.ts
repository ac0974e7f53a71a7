import type { Span } from './shown-range.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** From a second on, clocks count otherwise than by tens. */
const CLOCK_STEPS = [1, 2, 5, 10, 15, 30].map((s) => s * SECOND);
const STEPS: readonly number[] = [
  ...CLOCK_STEPS,
  ...CLOCK_STEPS.map((step) => step * 60),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
];
const TICKS_TO_A_LABEL = 5;

export type Tick = { readonly at: number; readonly label?: string };

/** Distance between labels: the smallest round one that is at least `leastMs`. */
export function labelStep(leastMs: number): number {
  if (leastMs <= SECOND) return round(leastMs);
  return STEPS.find((step) => step >= leastMs) ?? DAY * round(leastMs / DAY);
}

/** 1, 2 or 5 times a power of ten, not below `least`. */
function round(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least) + 1e-9);
  const factor = [1, 2, 5, 10].find((times) => times * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Five ticks to a label, as many labels as have room. */
export function ticksIn({ fromMs, toMs }: Span, msPerPx: number, labelPx: number): readonly Tick[] {
  const step = labelStep(msPerPx * labelPx);
  const tick = step / TICKS_TO_A_LABEL;
  const ticks: Tick[] = [];
  // Counted, not added up: a sum of small steps would drift off the round figures.
  for (let n = Math.ceil(fromMs / tick - 1e-6); n * tick <= toMs + tick * 1e-6; n++) {
    const isLabelled = n % TICKS_TO_A_LABEL === 0;
    ticks.push({ at: n * tick, ...(isLabelled && { label: tickLabel(n * tick, step, toMs) }) });
  }
  return ticks;
}

/** "0.25 ms", "2 s", "1:02.5", "5 min", "1 d 6 h": as exact as `stepMs` asks for. `lastMs` decides the unit. */
export function tickLabel(ms: number, stepMs: number, lastMs: number): string {
  if (lastMs < SECOND) return lastMs < 1 ? `${plain(ms * 1000, stepMs * 1000)} µs` : `${plain(ms, stepMs)} ms`;
  if (ms < MINUTE && !(stepMs >= MINUTE && ms > 0)) return `${plain(ms / SECOND, stepMs / SECOND)} s`;
  return stepMs >= MINUTE ? wholeUnits(ms) : clock(ms, stepMs);
}

function plain(value: number, step: number): string {
  return value.toFixed(decimalsOf(step));
}

/** So many that two neighbours differ. */
function decimalsOf(step: number): number {
  for (let decimals = 0; decimals < 7; decimals++) {
    const scaled = step * 10 ** decimals;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return decimals;
  }
  return 7;
}

function clock(ms: number, stepMs: number): string {
  const decimals = decimalsOf(stepMs / SECOND);
  // Rounded as a whole first: 59.9999 would else become the sixtieth second of its minute.
  const total = Number((ms / SECOND).toFixed(decimals));
  const seconds = (total % 60).toFixed(decimals).padStart(decimals === 0 ? 2 : decimals + 3, '0');
  const minutes = Math.floor(total / 60);
  if (minutes < 60) return `${minutes}:${seconds}`;
  const hours = Math.floor(minutes / 60);
  const day = hours < 24 ? '' : `${Math.floor(hours / 24)} d `;
  return `${day}${hours % 24}:${String(minutes % 60).padStart(2, '0')}:${seconds}`;
}

function wholeUnits(ms: number): string {
  const minutes = Math.round(ms / MINUTE);
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'min'],
  ] as const;
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : [])).join(' ');
}

/** A brushed edge, on a tick where one is near, else at the roundest figure within a pixel. */
export function snapped(ms: number, msPerPx: number, labelPx: number): number {
  const tick = labelStep(msPerPx * labelPx) / TICKS_TO_A_LABEL;
  const nearest = Math.round(ms / tick) * tick;
  if (Math.abs(nearest - ms) <= SNAP_PX * msPerPx) return exact(nearest);
  const grain = 10 ** Math.floor(Math.log10(msPerPx));
  return exact(Math.round(ms / grain) * grain);
}

const SNAP_PX = 4;

/** To the microsecond, which is what the log knows. */
function exact(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
