import type { WireEvent } from '../../wire/wire-event.ts';

type Absent = 'client events' | 'user actions' | 'entries of checks' | 'entries over WebTransport';

/** What an HTTP archive has no place for, counted. */
export class LeftOut {
  readonly #counts = new Map<Absent, number>();

  takes(event: WireEvent): boolean {
    const what = absentIn(event);
    if (what === undefined) return false;
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
    return true;
  }

  get sentence(): string {
    if (this.#counts.size === 0) return 'Exported by Sockscope; nothing was left out.';
    const counts = [...this.#counts].map(([what, count]) => `${count} ${what}`);
    return `Exported by Sockscope. A HAR does not hold: ${counts.join(', ')}.`;
  }
}

function absentIn(event: WireEvent): Absent | undefined {
  if (event.probe !== undefined) return 'entries of checks';
  if (event.kind === 'client') return 'client events';
  if (event.kind === 'user') return 'user actions';
  return event.via === 'webtransport' ? 'entries over WebTransport' : undefined;
}
