import * as v from 'valibot';
import type { Result } from '../base/result.ts';
import { tried, type Database } from './database.ts';
import type { StorageFailure } from './failure.ts';

const KEY = 'diff ignored paths';
/** Comparisons for which paths are kept; of more, those changed longest ago are forgotten. */
const MOST_KEPT = 50;

const KEPT = v.object({ a: v.string(), b: v.string(), paths: v.array(v.string()) });
type Kept = v.InferOutput<typeof KEPT>;

/**
 * What does not count between the sessions `a` and `b`, whichever of them is the good one. Two that were never compared
 * begin with what was ignored the last time `a` was the good one.
 */
export async function readIgnoredPaths(database: Database, a: string, b: string): Promise<readonly string[]> {
  const all = await readAll(database);
  const kept = all.find((each) => isOfBoth(each, a, b)) ?? all.find((each) => each.a === a);
  return kept?.paths ?? [];
}

export async function keepIgnoredPaths(
  database: Database,
  a: string,
  b: string,
  paths: readonly string[],
): Promise<Result<unknown, StorageFailure>> {
  const others = (await readAll(database)).filter((kept) => !isOfBoth(kept, a, b));
  // Without any it is kept, too: nothing is to be ignored there.
  const now = [{ a, b, paths: [...paths] }, ...others];
  return tried(() => database.put('settings', now.slice(0, MOST_KEPT), KEY));
}

function isOfBoth(kept: Kept, a: string, b: string): boolean {
  return (kept.a === a && kept.b === b) || (kept.a === b && kept.b === a);
}

/** The newest first; what another version wrote and this one cannot read is left out. */
async function readAll(database: Database): Promise<readonly Kept[]> {
  const stored: unknown = await database.get('settings', KEY);
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((each) => {
    const read = v.safeParse(KEPT, each);
    return read.success ? [read.output] : [];
  });
}
