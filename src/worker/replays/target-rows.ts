import type { RowId } from '../../projections/row.ts';
import type { Ledger } from '../../replay/compare/ledger.ts';
import type { OpenSession } from '../open-session.ts';
import { packetValues } from './packet-values.ts';
import type { StepSource } from './step-source.ts';
import type { Target } from './target.ts';

/** So many rows behind the note of a step its packet is looked for. */
const FAR = 20_000;

/** Where in the target's session a step's packet and its answer are: looked for when asked, nothing of it is kept. */
export class TargetRows {
  readonly #session: OpenSession;
  readonly #conn: number;
  readonly #source: StepSource;
  readonly #ledger: Ledger;

  constructor({ live, conn }: Target, source: StepSource, ledger: Ledger) {
    this.#session = live.session;
    this.#conn = conn;
    this.#source = source;
    this.#ledger = ledger;
  }

  sentRow(index: number): RowId | undefined {
    const row = this.#sent(index);
    return row === undefined ? undefined : this.#session.timeline.idOf(row);
  }

  answerRow(index: number): RowId | undefined {
    const row = this.#answer(index);
    return row === undefined ? undefined : this.#session.timeline.idOf(row);
  }

  /** The arguments that were sent. */
  async sent(index: number): Promise<readonly unknown[] | undefined> {
    const row = this.#sent(index);
    const values = row === undefined ? undefined : await packetValues(this.#session, row);
    return values?.ok ? values.value.slice(1) : undefined;
  }

  async answer(index: number): Promise<readonly unknown[] | undefined> {
    const row = this.#answer(index);
    const values = row === undefined ? undefined : await packetValues(this.#session, row);
    return values?.ok ? values.value : undefined;
  }

  #answer(index: number): number | undefined {
    const sent = this.#sent(index);
    return sent === undefined ? undefined : this.#session.timeline.columns.pair(sent);
  }

  #sent(index: number): number | undefined {
    const action = this.#ledger.actionOf(index);
    if (action === undefined) return undefined;
    // What has come is decoded in batches.
    this.#session.fold();
    const { columns, nsps, events } = this.#session.timeline;
    const { nsp, event } = this.#source.plan.step(index % this.#source.plan.count);
    const ackId = this.#ledger.ackIdOf(index);
    const first = columns.firstOf(action + 1);
    for (let row = first; row < Math.min(columns.length, first + FAR); row++) {
      if (columns.direction(row) !== 'sent' || columns.conn(row) !== this.#conn || columns.isProbe(row)) continue;
      const kind = columns.kind(row);
      if (kind !== 'EVENT' && kind !== 'BINARY_EVENT') continue;
      const isIt = columns.ackId(row) === ackId && nsps.textOf(columns.nsp(row)) === nsp;
      // A saved message may have a variable in its name.
      if (isIt && (event.includes('{{') || events.textOf(columns.event(row)) === event)) return row;
    }
    return undefined;
  }
}
