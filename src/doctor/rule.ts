import type { ConnectionFacts } from './facts/connection-facts.ts';
import type { Sightings } from './facts/sightings.ts';
import type { Evidence, Finding } from './finding.ts';

/** What a rule says; the doctor adds whose finding it is. */
export type Diagnosed = Pick<Finding, 'severity' | 'certainty' | 'cause' | 'reason' | 'evidence'> &
  Partial<Pick<Finding, 'alternatives' | 'remedies' | 'waysRound'>>;

export type Rule = {
  readonly id: string;
  /** Where it comes from: the symptom's name in test/labs, a document, a measurement. */
  readonly source: string;
  /** `connecting`: it speaks of what keeps the connection from coming up, and is silent once it is. */
  readonly when: 'connecting' | 'always';
  /** Rules whose findings are but consequences of this one. */
  readonly explains: readonly string[];
  readonly examine: (facts: ConnectionFacts) => Diagnosed | undefined;
};

/** Rows with what they show; nothing where there are no rows. */
export function seen(rows: Sightings | readonly number[] | undefined, words: string): readonly Evidence[] {
  const seqs = rows === undefined ? [] : 'seqs' in rows ? [...rows.seqs] : rows;
  return seqs.length === 0 ? [] : [{ seqs, words }];
}
