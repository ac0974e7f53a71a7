import type { EnvironmentFacts, Note, RedactionNote, SessionHeader } from '../../../session/header.ts';
import type { ShelfItem } from '../../../worker/remote.ts';
import { formatBytes, formatPlural, formatSpan } from '../../format.ts';
import { factName, redactedKinds } from '../../viewer/about-words.ts';

export type FactLine = { readonly name: string; readonly text: string; readonly isMono?: boolean };

/** More connections than that nobody reads one by one. */
const MOST_CONNECTIONS = 8;
const MOST_NOTES = 20;

export function sessionLines(header: SessionHeader, item: ShelfItem | undefined): readonly FactLine[] {
  const { startedAt, connections, app } = header;
  const started = new Date(startedAt);
  const endpoints = connections
    .slice(0, MOST_CONNECTIONS)
    .map(({ url, path, protocol }) => `${url} ${path} ${protocol}`);
  const more = connections.length - endpoints.length;
  return [
    { name: 'Started', text: Number.isNaN(started.getTime()) ? startedAt : started.toLocaleString() },
    ...(item
      ? [
          { name: 'Length', text: formatSpan(item.lengthMs) },
          { name: 'Holds', text: `${formatPlural(item.entries, 'entry', 'entries')}, ${formatBytes(item.bytes)}` },
        ]
      : []),
    {
      name: connections.length === 1 ? 'Connection' : 'Connections',
      text: [...endpoints, ...(more > 0 ? [`and ${more} more`] : [])].join('\n') || 'none',
      isMono: endpoints.length > 0,
    },
    { name: 'Written by', text: app },
  ];
}

export function environmentLines(facts: EnvironmentFacts): readonly FactLine[] {
  return Object.entries(facts).map(([name, text]) => ({ name: factName(name), text }));
}

/** "1 note stood beyond what could be read: “late” at #31": of entries that a damaged file lost; undefined where none. */
export function lostNotes(notes: readonly Note[], entries: number): string | undefined {
  const lost = notes.filter(({ seq }) => seq >= entries);
  if (lost.length === 0) return undefined;
  const named = lost.slice(0, MOST_NOTES).map(({ seq, text }) => `${text === '' ? 'a mark' : `“${text}”`} at #${seq}`);
  const more = lost.length > named.length ? [`and ${lost.length - named.length} more`] : [];
  return `${formatPlural(lost.length, 'note')} stood beyond what could be read: ${[...named, ...more].join(', ')}`;
}

/** "Redacted when it was exported: 78 replacements of 43 secrets (token 38 · cookie 12)." */
export function redactionWords(redaction: RedactionNote): string {
  const kinds = redactedKinds(redaction);
  const what = `${formatPlural(redaction.replaced, 'replacement')} of ${formatPlural(redaction.secrets, 'secret')}`;
  return `Redacted when it was exported: ${what}${kinds === '' ? '' : ` (${kinds})`}.`;
}
