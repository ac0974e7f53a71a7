import type { Row } from '../row.ts';
import { msText } from '../words.ts';

/** A step as a full sentence, for those who do not see the arrow. `atText` is the row's time with its unit. */
export function sentenceOf(row: Row, atText: string, answer: Row | undefined): string {
  const name = row.event === undefined ? '' : ` ${row.event}`;
  const where = row.nsp === undefined ? '' : ` in ${row.nsp}`;
  const via = row.via === undefined ? '' : ` over ${row.via}`;
  const subject = row.direction === undefined ? row.kind : `${row.direction} ${row.kind}`;
  const answered = answer && row.pairEnd === 'question' ? `, answered after ${msText(answer.at - row.at)}` : '';
  const waits = row.isPending ? ', not answered' : '';
  const note = row.note === undefined ? '' : `, ${row.note}`;
  const remark = row.remark === undefined ? '' : `, ${row.remark === '' ? 'marked' : `noted “${row.remark}”`}`;
  const data = row.data === '' ? '' : `: ${row.data}`;
  return `${subject}${name}${where} at ${atText}${via}${answered}${waits}${note}${remark}${data}`;
}
