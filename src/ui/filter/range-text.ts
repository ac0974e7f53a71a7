import type { TimeRange } from '../../projections/query/time-range.ts';

/** "0–20 s", "4.118–4.64 s", "12.04–12.9 ms", "1:02–1:30.5", "2:00:00–2:10:00": as exact as the stretch is long. */
export function rangeText({ fromMs, toMs }: TimeRange): string {
  const spanMs = Math.max(toMs - fromMs, 0.001);
  if (toMs < 1000) return `${figure(fromMs, spanMs)}–${figure(toMs, spanMs)} ms`;
  if (toMs < 60_000) return `${figure(fromMs / 1000, spanMs / 1000)}–${figure(toMs / 1000, spanMs / 1000)} s`;
  return `${clock(fromMs, spanMs)}–${clock(toMs, spanMs)}`;
}

/** So many decimals that the ends are off by less than a hundredth of the stretch. */
function decimalsFor(span: number): number {
  return Math.min(6, Math.max(0, Math.ceil(2 - Math.log10(span))));
}

function figure(value: number, span: number): string {
  return String(Number(value.toFixed(decimalsFor(span))));
}

function clock(ms: number, spanMs: number): string {
  const seconds = Number(Math.max(0, ms / 1000).toFixed(decimalsFor(spanMs / 1000)));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = Number((seconds % 60).toFixed(6));
  const shown = rest < 10 ? `0${rest}` : String(rest);
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${shown}` : `${minutes}:${shown}`;
}
