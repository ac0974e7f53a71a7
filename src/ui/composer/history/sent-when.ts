const HOURS = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const DAYS = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const DAY_MS = 86_400_000;

/** "10:15" within a day, "20 Nov, 10:15" before. Both in ms since 1970. */
export function sentWhen(at: number, now: number): string {
  const time = HOURS.format(at);
  return now - at < DAY_MS ? time : `${DAYS.format(at)}, ${time}`;
}
