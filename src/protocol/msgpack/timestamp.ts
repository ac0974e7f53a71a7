const STANDARD = -1;
const NOTEPACK = 0;
/** The farthest that a JavaScript Date goes, either way. */
const FARTHEST_MS = 8.64e15;

/**
 * Milliseconds since 1970 of an ext that is a date: the specification's own (type -1, of 4, 8 or 12 bytes) and that of
 * notepack.io (type 0, 8 bytes of milliseconds). Undefined for any other ext, and for a date that JavaScript cannot hold.
 */
export function dateIn(view: DataView, at: number, length: number, type: number): number | undefined {
  const ms = msIn(view, at, length, type);
  return ms === undefined || Math.abs(ms) > FARTHEST_MS ? undefined : ms;
}

function msIn(view: DataView, at: number, length: number, type: number): number | undefined {
  if (type === NOTEPACK && length === 8) return Number(view.getBigInt64(at));
  if (type !== STANDARD) return undefined;
  switch (length) {
    case 4:
      return view.getUint32(at) * 1000;
    case 8: {
      // 30 bits of nanoseconds, 34 bits of seconds.
      const both = view.getBigUint64(at);
      return Number(both & 0x3_ffff_ffffn) * 1000 + Number(both >> 34n) / 1e6;
    }
    case 12:
      return Number(view.getBigInt64(at + 4)) * 1000 + view.getUint32(at) / 1e6;
    default:
      return undefined;
  }
}
