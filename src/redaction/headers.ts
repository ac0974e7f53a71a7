import type { RedactionNote, ReportedFinding, SessionHeader } from '../session/header.ts';
import type { UnknownFields } from '../wire/wire-event.ts';
import { append, applied, secretsIn } from './edits.ts';
import type { Scrubber } from './scrubber.ts';
import type { Secret } from './secrets.ts';

/** A session's header without its secrets. Its id, the app and the browser stay as they are. */
export function cleanHeader(
  header: SessionHeader,
  scrubber: Scrubber,
): { readonly header: SessionHeader; readonly secrets: readonly Secret[] } {
  const secrets: Secret[] = [];
  const text = (value: string, label: string): string => {
    scrubber.from({ seq: undefined, label });
    const edits = scrubber.edits(value);
    append(secrets, secretsIn(edits));
    return applied(value, edits);
  };
  const more = (owner: { readonly more?: UnknownFields }): { readonly more?: UnknownFields } => {
    if (!owner.more) return {};
    const json = JSON.stringify(owner.more);
    const clean = text(json, 'further fields');
    return { more: clean === json ? owner.more : fieldsIn(clean) };
  };
  const finding = (reported: ReportedFinding): ReportedFinding => ({
    ...reported,
    cause: text(reported.cause, 'diagnosis'),
    certainty: text(reported.certainty, 'diagnosis'),
    reason: text(reported.reason, 'diagnosis'),
    evidence: reported.evidence.map(({ seqs, words }) => ({ seqs, words: text(words, 'diagnosis') })),
    remedies: reported.remedies.map((remedy) => text(remedy, 'diagnosis')),
    ...more(reported),
  });
  const { cover, environment, diagnosis } = header;
  const clean: SessionHeader = {
    ...header,
    name: text(header.name, 'name'),
    connections: header.connections.map((connection) => ({
      ...connection,
      url: text(connection.url, 'connection URL'),
      path: text(connection.path, 'connection path'),
      transports: connection.transports.map((transport) => text(transport, 'transport')),
      namespaces: connection.namespaces.map((nsp) => text(nsp, 'namespace')),
      ...more(connection),
    })),
    notes: header.notes.map((note) => ({ ...note, text: text(note.text, 'note'), ...more(note) })),
    tags: header.tags.map((tag) => text(tag, 'tag')),
    ...(cover && {
      cover: {
        ...cover,
        ...(cover.happened !== undefined && { happened: text(cover.happened, 'cover note') }),
        ...(cover.expected !== undefined && { expected: text(cover.expected, 'cover note') }),
        ...(cover.steps !== undefined && { steps: text(cover.steps, 'cover note') }),
        ...more(cover),
      },
    }),
    ...(environment && {
      environment: Object.fromEntries(
        Object.entries(environment).map(([name, fact]) => [name, text(fact, `environment ${name}`)]),
      ),
    }),
    ...(diagnosis && { diagnosis: diagnosis.map(finding) }),
    ...more(header),
  };
  return { header: clean, secrets };
}

/** With what an earlier redaction of the same session did. */
export function noteOf(times: ReadonlyMap<Secret, number>, earlier: RedactionNote | undefined): RedactionNote {
  const kinds: Record<string, number> = { ...earlier?.kinds };
  let replaced = earlier?.replaced ?? 0;
  for (const [{ kind }, count] of times) {
    kinds[kind] = (kinds[kind] ?? 0) + count;
    replaced += count;
  }
  return { ...earlier, replaced, secrets: (earlier?.secrets ?? 0) + times.size, kinds };
}

function fieldsIn(json: string): UnknownFields {
  const value: unknown = JSON.parse(json);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
