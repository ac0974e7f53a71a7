import type { Entry } from '../../session/entry.ts';
import type { Ending } from './endings.ts';
import { looseIn } from './loose.ts';

/** A client that is told of a cut reports it at once. */
const AT_ONCE_MS = 500;
const KEPT = 8;

type Note = { readonly seq: number; readonly at: number; readonly what: string };

/** What the person brought about on the way out. */
export class Faults {
  #notes: readonly Note[] = [];

  step({ seq, event }: Entry): void {
    if (event.kind === 'client' && event.event === 'withheld') return this.#note(seq, event.at, 'withheld');
    if (event.kind !== 'user' || (event.action !== 'fault' && event.action !== 'fault_end')) return;
    const { fault } = looseIn(event.detail);
    // What was owed is made up for.
    if (event.action === 'fault') this.#note(seq, event.at, fault);
    else if (fault === 'withhold-heartbeat') this.#note(seq, event.at, 'made up');
  }

  /** The rows that explain `ending`, and what they tell; undefined where it was not brought about. */
  causeOf({ at, pingTimeout }: Ending): { readonly what: string; readonly seqs: readonly number[] } | undefined {
    const before = this.#notes.filter((note) => note.at <= at);
    const sudden = before.findLast(({ what }) => what === 'close-engine' || what === 'drop-transport');
    if (sudden && at - sudden.at < AT_ONCE_MS) return { what: sudden.what, seqs: [sudden.seq] };
    const withheld = before.findLast(({ what }) => what === 'withheld' || what === 'made up');
    // Sooner, a server has another reason.
    if (withheld?.what !== 'withheld' || at - withheld.at < pingTimeout / 2) return undefined;
    const fault = before.findLast(({ what }) => what === 'withhold-heartbeat');
    return { what: 'withhold-heartbeat', seqs: [...(fault ? [fault.seq] : []), withheld.seq] };
  }

  #note(seq: number, at: number, what: unknown): void {
    if (typeof what === 'string') this.#notes = [...this.#notes.slice(1 - KEPT), { seq, at, what }];
  }
}
