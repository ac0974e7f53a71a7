import type { SessionRecord } from '../../storage/session-record.ts';
import type { Retention } from '../../storage/settings.ts';
import { timeOfUuid } from '../../storage/uuid.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Sessions for which the rule's time is over. Locked ones and those that some tab holds (`living`) are never among them. */
export function dueBy(
  { rule, days }: Retention,
  records: readonly SessionRecord[],
  living: ReadonlySet<string> | undefined,
  now: number,
): readonly SessionRecord[] {
  if (rule === 'keep') return [];
  return records.filter(
    (record) =>
      !record.isLocked &&
      record.deletedAt === undefined &&
      record.state !== 'importing' &&
      living?.has(record.key) !== true &&
      sinceWhen(record) < now - days * DAY_MS,
  );
}

/** When it came to this shelf, which its key tells: a customer's recording may be months old when it is imported. */
function sinceWhen({ key, header, keptAt }: SessionRecord): number {
  const cameAt = timeOfUuid(key) ?? Date.parse(header.startedAt);
  return Math.max(keptAt ?? -Infinity, Number.isNaN(cameAt) ? Infinity : cameAt);
}
