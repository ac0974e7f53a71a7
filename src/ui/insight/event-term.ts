/** The filter's term for one event's rows. Anything but a plain name is quoted. */
export function eventTerm(event: string): string {
  return /^[\p{L}\p{N}_.-]+$/u.test(event)
    ? `event:${event}`
    : `event:"${event.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
