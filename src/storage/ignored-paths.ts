import * as v from 'valibot';
import type { Result } from '../base/result.ts';
import { tried, type Database } from './database.ts';
import type { StorageFailure } from './failure.ts';

const KEY = 'diff ignored paths';
/** Sessions for which paths are kept; of more, those changed longest ago are forgotten. */
const MOST_KEPT = 50;

const KEPT = v.object({ key: v.string(), paths: v.array(v.string()) });
type Kept = v.InferOutput<typeof KEPT>;

/** What does not count where other sessions are compared with session `key`. */
export async function readIgnoredPaths(database: Database, key: string): Promise<readonly string[]> {
  return (await readAll(database)).find((kept) => kept.key === key)?.paths ?? [];
}

export async function keepIgnoredPaths(
  database: Database,
  key: string,
  paths: readonly string[],
): Promise<Result<unknown, StorageFailure>> {
  const others = (await readAll(database)).filter((kept) => kept.key !== key);
  const now = paths.length > 0 ? [{ key, paths: [...paths] }, ...others] : others;
  return tried(() => database.put('settings', now.slice(0, MOST_KEPT), KEY));
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
