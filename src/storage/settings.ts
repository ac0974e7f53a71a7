import type { Result } from '../base/result.ts';
import { tried, type Database } from './database.ts';
import type { StorageFailure } from './failure.ts';

const RETENTION = 'retention';

const RULES = ['keep', 'ask', 'delete'] as const;

export type RetentionRule = (typeof RULES)[number];

/** What happens to sessions that came more than `days` ago: nothing, a question on the shelf, or they are deleted. */
export type Retention = { readonly rule: RetentionRule; readonly days: number };

const USUAL: Retention = { rule: 'ask', days: 30 };

/** The usual one where nobody has said anything, or nothing that this version knows. */
export async function readRetention(database: Database): Promise<Retention> {
  const kept = await database.get('settings', RETENTION);
  return isRetention(kept) ? kept : USUAL;
}

export function writeRetention(
  database: Database,
  { rule, days }: Retention,
): Promise<Result<unknown, StorageFailure>> {
  return tried(() => database.put('settings', { rule, days }, RETENTION));
}

/** A wrong one could delete what nobody meant to. */
export function isRetention(value: unknown): value is Retention {
  if (typeof value !== 'object' || value === null || !('rule' in value) || !('days' in value)) return false;
  const { rule, days } = value;
  return RULES.some((known) => known === rule) && typeof days === 'number' && days >= 1 && days < 100_000;
}
