import type { Entry } from '../../session/entry.ts';
import { CHECKS, type CheckId, type CheckOutcomes } from '../checks.ts';
import { looseIn, numberIn, textIn } from './loose.ts';

const SHOWN_ROWS = 3;

/** A ProbeReport as far as it could be read, and where it stands. */
export type SeenReport = {
  readonly outcome: string;
  readonly words: string;
  readonly status?: number;
  readonly code?: number;
  readonly body?: string;
  readonly asked?: number;
  readonly failed?: number;
  readonly location?: string;
  /** What came back in this check, then the report. */
  readonly seqs: readonly number[];
};

/** What stays true of a server however the connection itself fares. */
const LASTING: readonly CheckId[] = ['sticky', 'upgrade'];

/** What the checks of the last Diagnose found. */
export class ProbeReports {
  readonly #reports = new Map<CheckId, SeenReport>();
  readonly #rows = new Map<string, number[]>();

  get isEmpty(): boolean {
    return this.#reports.size === 0;
  }

  read({ seq, event }: Entry): void {
    if (event.kind !== 'client') return;
    const told = looseIn(event.detail);
    const id = CHECKS.find((check) => check.id === told['check'])?.id;
    const outcome = textIn(told['outcome']);
    if (id === undefined || outcome === undefined) return;
    const words = textIn(told['words']) ?? '';
    const numbers = { status: told['status'], code: told['code'], asked: told['asked'], failed: told['failed'] };
    const texts = { body: told['body'], location: told['location'] };
    const seqs = [...(this.#rows.get(id) ?? []), seq];
    this.#reports.set(id, { outcome, words, seqs, ...readAll(numbers, numberIn), ...readAll(texts, textIn) });
  }

  /** Traffic of a check: its last answers are what its report speaks of. */
  traffic({ seq, event }: Entry): void {
    const isAnswer = event.kind === 'response' || event.kind === 'failed' || event.kind === 'closed';
    const { probe } = event;
    if (probe === undefined || !(isAnswer || (event.kind === 'frame' && event.dir === 'received'))) return;
    const rows = this.#rows.get(probe) ?? [];
    this.#rows.set(probe, [...rows, seq].slice(-SHOWN_ROWS));
  }

  report(id: CheckId): SeenReport | undefined {
    return this.#reports.get(id);
  }

  /** The report of the check, where it has one of these outcomes. */
  found<Id extends CheckId>(id: Id, ...outcomes: readonly CheckOutcomes[Id][]): SeenReport | undefined {
    const report = this.#reports.get(id);
    return report && outcomes.some((outcome) => outcome === report.outcome) ? report : undefined;
  }

  /** A new run begins, or the person connects anew. */
  clear(): void {
    this.#reports.clear();
    this.#rows.clear();
  }

  /** The connection is up: what kept it from that is over. */
  forgetObstacles(): void {
    for (const id of this.#reports.keys()) if (!LASTING.includes(id)) this.#reports.delete(id);
  }
}

function readAll<Name extends string, T>(
  told: Readonly<Record<Name, unknown>>,
  read: (value: unknown) => T | undefined,
): Partial<Record<Name, T>> {
  const known: Partial<Record<Name, T>> = {};
  for (const name in told) {
    const value = read(told[name]);
    if (value !== undefined) known[name] = value;
  }
  return known;
}
