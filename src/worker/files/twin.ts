import type { SessionRecord } from '../../storage/session-record.ts';

/** Name of another record that tells the same session as `key`; what was redacted is another than what was not. */
export function twinOf(key: string, records: readonly SessionRecord[]): string | undefined {
  const mine = records.find((record) => record.key === key);
  const twin = mine && records.find((other) => other.key !== key && isSame(other, mine));
  return twin?.header.name;
}

function isSame(a: SessionRecord, b: SessionRecord): boolean {
  return (
    a.deletedAt === undefined &&
    a.state !== 'importing' &&
    a.header.id === b.header.id &&
    a.header.startedAt === b.header.startedAt &&
    a.entries === b.entries &&
    // A HAR and a debug log have no id.
    (a.header.id !== '' || a.bytes === b.bytes) &&
    (a.header.redaction === undefined) === (b.header.redaction === undefined)
  );
}
