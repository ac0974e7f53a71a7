import { redactedSource, Redactor } from '../../redaction/redactor.ts';
import type { RedactionChoice } from '../../redaction/rule.ts';
import { SecretFinder } from '../../redaction/secret-finder.ts';
import type { SessionSource } from '../../session/session-source.ts';
import type { WireEvent } from '../../wire/wire-event.ts';
import type { RedactionCheck } from './files-remote.ts';
import { watched, type Watch } from './steps.ts';

export type Redacted = {
  readonly source: SessionSource;
  /** Whole when all of it has been read. */
  check(): RedactionCheck;
};

/**
 * Reads the whole session for its secrets, and once more to count what is replaced, which stands in the header before
 * all the rest. What it gives has pseudonyms in their place.
 */
export async function redacted(source: SessionSource, choice: RedactionChoice, step: () => Watch): Promise<Redacted> {
  const finder = new SecretFinder(source.header, choice.rules);
  await eachEvent(watched(source, step()), (seq, event) => finder.step(seq, event));
  const redactor = new Redactor(finder, choice.kept);
  await eachEvent(watched(source, step()), (seq, event) => redactor.count(seq, event));
  return { source: redactedSource(source, redactor), check: () => redactor.check };
}

async function eachEvent(source: SessionSource, look: (seq: number, event: WireEvent) => void): Promise<void> {
  for await (const { firstSeq, events } of source.read())
    for (const [i, event] of events.entries()) look(firstSeq + i, event);
}
