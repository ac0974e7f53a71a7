import { Redactor } from '../../redaction/redactor.ts';
import { SecretFinder } from '../../redaction/secret-finder.ts';
import type { SessionHeader } from '../../session/header.ts';
import { RedactionRules } from '../../storage/redaction-rules.ts';
import { captureMs, type ClientEvent } from '../../wire/wire-event.ts';
import type { Bench } from '../bench.ts';
import { sourceOf } from '../files/session-sources.ts';
import { pause } from '../pause.ts';

const AT_ONCE = 512;

const NO_HEADER: SessionHeader = {
  id: '',
  name: '',
  startedAt: '',
  app: '',
  userAgent: '',
  connections: [],
  notes: [],
  tags: [],
};

/** Puts a stand-in in the place of each secret in a JSON value; the same one for the same secret. */
export type Scrub = (value: unknown) => unknown;

/** For a file that quotes sessions: secrets are what is one in these sessions, or in the quotes themselves. */
export async function scrubFor(bench: Bench, keys: readonly string[], quotes: AsyncIterable<unknown>): Promise<Scrub> {
  const opened = await Promise.all([...new Set(keys)].map((key) => sourceOf(bench, key)));
  // One that was deleted meanwhile is known by what is quoted of it.
  const sources = opened.flatMap((source) => (source.ok ? [source.value] : []));
  const finder = new SecretFinder(sources[0]?.header ?? NO_HEADER, await new RedactionRules(bench.database).list());
  for (const source of sources) {
    finder.takeHeader(source.header);
    for await (const { firstSeq, events } of source.read()) {
      for (const [i, event] of events.entries()) {
        if (i % AT_ONCE === 0) await pause();
        finder.step(firstSeq + i, event);
      }
    }
  }
  for await (const quote of quotes) finder.step(0, quoting(quote));
  const redactor = new Redactor(finder, []);
  return (value) => {
    const event = redactor.event(0, quoting(value));
    return event.kind === 'client' ? event.detail : undefined;
  };
}

/** As if a client had reported it: its strings are looked at in any depth. */
function quoting(detail: unknown): ClientEvent {
  return { kind: 'client', at: captureMs(0), conn: 0, event: 'quoted', detail };
}
