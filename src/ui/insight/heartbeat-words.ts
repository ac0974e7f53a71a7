import type { Absence, Heartbeat, HeartbeatsView, MissedHeartbeat } from '../../projections/heartbeats-view.ts';
import { formatAt, formatCount, formatMs, formatMsFigure, formatPlural, formatSpan } from '../format.ts';

/** A line of the table: a ping, a deadline that passed, or what kept the tab from its work. */
export type HeartbeatLine = Heartbeat | MissedHeartbeat | Absence;

/** Newest first. What is older than the oldest heartbeat that is listed is left out. */
export function heartbeatLines({ latest, absences }: HeartbeatsView): readonly HeartbeatLine[] {
  if (absences.length === 0) return latest;
  const oldest = latest.length < 200 ? 0 : (latest.at(-1)?.row.seq ?? 0);
  const listed = absences.filter(({ row }) => row.seq >= oldest);
  return [...latest, ...listed].toSorted((a, b) => b.row.seq - a.row.seq);
}

export function tookText(beat: Heartbeat): string {
  const tookMs = beat.roundTripMs ?? beat.answeredMs;
  if (tookMs !== undefined) return formatMsFigure(tookMs);
  return beat.isUnanswered ? 'no answer' : 'not yet';
}

export function missedText({ awaited, at, silentMs }: MissedHeartbeat): string {
  return `no ${awaited} came for ${formatMs(Math.round(silentMs))}; dead at ${formatAt(at)} s`;
}

const ABSENT = { hidden: 'tab hidden', frozen: 'tab frozen', paused: 'client paused' } as const;

/** "tab frozen". */
export function absenceName({ kind }: Absence): string {
  return ABSENT[kind];
}

/** "tab frozen 2.7 s". */
export function absenceText({ kind, fromAt, untilAt }: Absence): string {
  return untilAt === undefined
    ? `${ABSENT[kind]} since ${formatAt(fromAt)} s`
    : `${ABSENT[kind]} ${shortMs(untilAt - fromAt)}`;
}

/** "margin 1.24 s", "240 ms too late". */
export function marginText(marginMs: number): string {
  return marginMs < 0 ? `${shortMs(-marginMs)} too late` : `margin ${shortMs(marginMs)}`;
}

/** "240 ms", "5 s", "1.24 s": at most three digits, for a label. */
export function shortMs(ms: number): string {
  if (ms < 1000) return `${Number(ms.toPrecision(3))} ms`;
  return ms < 100_000 ? `${Number((ms / 1000).toPrecision(3))} s` : formatSpan(ms);
}

/** What the plot shows, in words. */
export function plotText({ count, late, missed, rhythm, points, absences }: HeartbeatsView): string {
  const { at, intervalMs, tookMs } = points;
  const isClient = rhythm?.pingedBy === 'client';
  const figures = (isClient ? tookMs : intervalMs).filter((ms) => !Number.isNaN(ms));
  const least = figures.reduce((a, b) => Math.min(a, b), Infinity);
  const most = figures.reduce((a, b) => Math.max(a, b), 0);
  const words = [
    `${formatPlural(at.length, 'ping')}${count > at.length ? ` of ${formatCount(count)}` : ''} from ${formatAt(at[0] ?? 0)} s to ${formatAt(at.at(-1) ?? 0)} s`,
    figures.length === 0
      ? 'no figures yet'
      : `${isClient ? 'round trips' : 'intervals'} ${formatMs(Math.round(least))} to ${formatMs(Math.round(most))}`,
    rhythm && `pingInterval ${shortMs(rhythm.pingInterval)}, pingTimeout ${shortMs(rhythm.pingTimeout)}`,
    late > 0 && `${formatCount(late)} late`,
    missed > 0 && `${formatPlural(missed, 'deadline')} missed`,
    ...absences.slice(-3).map(absenceText),
  ];
  return `Heartbeats: ${words.filter((word) => typeof word === 'string').join('; ')}. The table below has the figures.`;
}
