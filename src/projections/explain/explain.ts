import type { Decoders } from '../../session/decoders.ts';
import type { Explanation } from './explanation.ts';
import { factsOf, type FactSource } from './facts.ts';
import { purposeOf, type Known } from './purpose.ts';
import { referenceOf } from './references.ts';

/** What a row is for, what this session says of it, and where the protocol does. */
export async function explain(source: FactSource, known: Known, spoken: Decoders): Promise<Explanation> {
  const { row } = source;
  const reference = referenceOf(row.kind, row.event, row.isUpgrade, spoken);
  return {
    purpose: purposeOf(row, known, spoken),
    facts: await factsOf(source),
    ...(reference ? { reference } : {}),
  };
}
