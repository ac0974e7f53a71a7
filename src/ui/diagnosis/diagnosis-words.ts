import type { CheckState } from '../../doctor/checks.ts';
import type { Certainty, Finding } from '../../doctor/finding.ts';
import { formatMs, formatPlural } from '../format.ts';
import type { Figure } from '../insight/punctuality.ts';

const CERTAINTY_WORDS: Readonly<Record<Certainty, string>> = {
  certain: 'Certain',
  likely: 'Likely',
  possible: 'Possible',
};

/** How sure the doctor is and why: "Certain: both proofs agree." */
export function certaintyText({ certainty, reason }: Pick<Finding, 'certainty' | 'reason'>): string {
  const words = reason.trim();
  if (words === '') return `${CERTAINTY_WORDS[certainty]}.`;
  return `${CERTAINTY_WORDS[certainty]}: ${words}${/[.!?”]$/.test(words) ? '' : '.'}`;
}

/** The one line that the folded readout shows. */
export function diagnosisFigure(findings: readonly Finding[], isRunning: boolean): Figure {
  if (isRunning) return { text: 'probing' };
  if (findings.length === 0) return { text: 'no findings' };
  const tone = findings.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
  return { text: formatPlural(findings.length, 'finding'), tone };
}

export const STATE_WORDS: Readonly<Record<CheckState['state'], string>> = {
  waiting: 'waiting',
  running: 'running',
  passed: 'passed',
  failed: 'failed',
  'not-needed': 'not needed',
  cancelled: 'cancelled',
};

/** Beside the heading of the checklist: "4 run, 115 ms · stopped when certain". */
export function checksFigure(checks: readonly CheckState[]): string {
  const run = checks.filter(({ state }) => state === 'passed' || state === 'failed');
  const tookMs = run.reduce((sum, check) => sum + (check.tookMs ?? 0), 0);
  const has = (wanted: CheckState['state']) => checks.some(({ state }) => state === wanted);
  const ran = `${run.length} run, ${formatMs(Math.round(tookMs))}`;
  if (has('running')) return `${run.length} of ${checks.length} run`;
  if (has('cancelled')) return `${ran} · cancelled`;
  return has('not-needed') ? `${ran} · stopped when certain` : ran;
}

/** More would be a list of numbers: the first show it best. */
const ROWS_NAMED = 4;

export type NamedRows = { readonly seqs: readonly number[]; readonly more: number };

/** The rows of one piece of evidence that are named. */
export function namedRows(seqs: readonly number[]): NamedRows {
  return { seqs: seqs.slice(0, ROWS_NAMED), more: Math.max(0, seqs.length - ROWS_NAMED) };
}
