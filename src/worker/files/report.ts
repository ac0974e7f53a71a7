import type { Finding, Remedy } from '../../doctor/finding.ts';
import { seq } from '../../session/entry.ts';
import type { ReportedFinding } from '../../session/header.ts';
import { Protocols } from '../../session/protocols.ts';
import type { SessionSource } from '../../session/session-source.ts';
import { Transcriber } from '../../session/transcribe.ts';
import type { Bench } from '../bench.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { pause } from '../pause.ts';
import type { Watch } from './steps.ts';

/** Entries between two looks at whether it is still wanted. */
const AT_ONCE = 2048;

/** The doctor's report on a session: of one that is open at once, of another after reading it; undefined: cancelled. */
export async function reportOf(
  bench: Bench,
  key: string,
  source: SessionSource,
  watch: Watch,
): Promise<readonly ReportedFinding[] | undefined> {
  const diagnosis = openDiagnosis(bench, key);
  if (diagnosis) return diagnosis.view().findings.map(reported);
  const findings = await examine(bench, source, watch);
  return findings?.map(reported);
}

/** A finding in words that need no rules to be shown. */
export function reported(finding: Finding): ReportedFinding {
  const { rule, conn, severity, cause, certainty, reason, evidence, remedies } = finding;
  return {
    rule,
    conn,
    severity,
    cause,
    certainty,
    reason,
    evidence: evidence.map(({ seqs, words }) => ({ seqs: [...seqs], words })),
    remedies: remedies.map(remedyText),
  };
}

/** The title, what is to be known of it, and the lines that change in its first snippet. */
function remedyText({ title, note, snippets: [snippet] }: Remedy): string {
  const changed = snippet?.code.split('\n').filter((_, line) => snippet.changed.includes(line)) ?? [];
  const head = note === undefined ? title : `${title}: ${note}`;
  return snippet && changed.length > 0 ? `${head}\n${snippet.name}: ${changed.join('\n')}` : head;
}

/** Where the doctor has read all of it already. */
function openDiagnosis({ recordings, views }: Bench, key: string): Diagnosis | undefined {
  const live = recordings.get(key);
  if (live) {
    live.session.fold();
    return live.diagnosis;
  }
  const view = views.current;
  return view?.key === key && !view.opening ? view.diagnosis : undefined;
}

async function examine(
  { surroundings }: Bench,
  source: SessionSource,
  { onprogress, isCancelled }: Watch,
): Promise<readonly Finding[] | undefined> {
  const examiner = await surroundings.loadExaminer();
  const transcriber = new Transcriber(new Protocols(source.header.connections));
  for await (const { firstSeq, events } of source.read()) {
    for (const [i, event] of events.entries()) {
      examiner.step(transcriber.transcribe(seq(firstSeq + i), event));
      if (i % AT_ONCE !== 0) continue;
      await pause();
      if (isCancelled()) return undefined;
    }
    onprogress({ done: firstSeq + events.length, total: source.entries });
  }
  return examiner.findings();
}
