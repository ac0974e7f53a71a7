import { fail, ok, type Result } from '../../../base/result.ts';
import type { RowPlace } from '../../../worker/remote.ts';

/** Session time 0 and the session's end, in ms since 1970 and in ms. */
export type SessionSpan = { readonly startedAt: number; readonly lengthMs: number };

const DAY_MS = 86_400_000;
const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, '': 1000, m: 60_000, min: 60_000, h: 3_600_000 };
const NOT_READ = 'Write a time (12.5 s, 1:02, 10:15:03) or a seq (#38).';

/** Reads where to jump: `#38` or `38`, `12.5s`, `1:02`, and `10:15:03` by the clock where the session was on then. */
export function readPlace(text: string, span: SessionSpan): Result<RowPlace, string> {
  const wanted = text.trim();
  const [, seq] = /^#?\s*(\d+)$/.exec(wanted) ?? [];
  if (seq !== undefined) return ok({ seq: Number(seq) });
  const [, figure, unit = ''] = /^(\d+(?:\.\d*)?|\.\d+)\s*(ms|s|m|min|h)?$/i.exec(wanted) ?? [];
  if (figure !== undefined) return ok({ atMs: Number(figure) * (UNIT_MS[unit.toLowerCase()] ?? 1000) });
  const units = /^(?:(\d+):)?(\d+):(\d+(?:\.\d*)?)$/.exec(wanted);
  if (!units) return fail(NOT_READ);
  const [, hours, minutes, seconds] = units;
  const ms = (Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  const byClock = hours === undefined ? undefined : clockPlace(ms, span);
  return ok({ atMs: byClock ?? ms });
}

/** Session time of a time of day, where the session lasted over it. */
function clockPlace(ofDayMs: number, { startedAt, lengthMs }: SessionSpan): number | undefined {
  const midnight = new Date(startedAt).setHours(0, 0, 0, 0);
  const first = midnight + ofDayMs - startedAt;
  // A second is written without its parts: the session may have begun within it.
  const atMs = first < -1000 ? first + DAY_MS : first;
  return atMs <= lengthMs ? Math.max(0, atMs) : undefined;
}
