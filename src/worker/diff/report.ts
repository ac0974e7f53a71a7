import { fileStem } from '../../exporters/file-name.ts';
import { LINE_VERDICTS } from '../../diff/verdict.ts';
import type { Compared } from './compared.ts';
import type { DiffLine } from './diff-remote.ts';

/** Of more lines that differ the report has the number alone. */
const MOST_LINES = 1000;

/** The comparison as text: names, paths and times. Values are left out, because they may be secret. */
export async function reportOf(compared: Compared): Promise<{ readonly file: Blob; readonly fileName: string }> {
  const { comparison, ignored, texts, a, b } = compared;
  const { counts } = comparison;
  const odd = comparison.linesOf('differences');
  const lines: string[] = [
    `# ${a.source.header.name} (A) beside ${b.source.header.name} (B)`,
    '',
    `A was recorded at ${a.source.header.startedAt}, ${a.source.entries} entries; B at ${b.source.header.startedAt}, ${b.source.entries} entries.`,
    `${counts.all} lines: ${LINE_VERDICTS.map((verdict) => `${counts[verdict]} ${WORDS[verdict]}`).join(', ')}; ${counts.timing} with another timing.`,
    `Ignored paths: ${ignored.length > 0 ? ignored.join(', ') : 'none'}. Values are left out of this report.`,
    '',
    '| A, s | B, s | direction | namespace | event | verdict | where |',
    '| ---: | ---: | --- | --- | --- | --- | --- |',
  ];
  for (const line of odd.subarray(0, MOST_LINES)) lines.push(rowOf(await texts.line(line)));
  if (odd.length > MOST_LINES) lines.push('', `${odd.length - MOST_LINES} more lines differ.`);
  const stem = fileStem(`${a.source.header.name} beside ${b.source.header.name}`);
  return {
    file: new Blob([lines.join('\n'), '\n'], { type: 'text/markdown' }),
    fileName: `${stem}.comparison.md`,
  };
}

const WORDS = {
  equal: 'equal',
  value: 'with other values',
  shape: 'of another shape',
  answer: 'answered in one only',
  missing: 'missing in B',
  extra: 'extra in B',
} as const;

function rowOf({ a, b, direction, nsp, name, verdict, change, changes }: DiffLine): string {
  const more = changes > 1 ? `, ${changes - 1} more` : '';
  const where = change ? `${change.isInAnswer ? 'answer ' : ''}${change.path}${more}` : '';
  const cells = [seconds(a?.atMs), seconds(b?.atMs), direction ?? '', nsp, name, WORDS[verdict], where];
  // A name may hold anything; a table has no other escape than this.
  return `| ${cells.map((cell) => cell.replaceAll(/[|\\]/g, '\\$&').replaceAll(/\s/g, ' ')).join(' | ')} |`;
}

function seconds(ms: number | undefined): string {
  return ms === undefined ? '' : (ms / 1000).toFixed(3);
}
