import type { RowColumns } from '../../row-columns.ts';
import { entrySearch, type OpenChunk } from './chunk-texts.ts';
import type { RowTest } from './column-tests.ts';
import type { Term } from '../query.ts';

type TextTerm = Extract<Term, { on: 'text' }>;

/** A term on text, asked of the rows of one chunk. */
export function textTest({ pattern, isLiteral }: TextTerm, rows: RowColumns, chunk: OpenChunk): RowTest {
  const inEntry = entrySearch(chunk, pattern, isLiteral);
  return (row) => {
    const i = rows.seq(row) - chunk.columns.firstSeq;
    const part = rows.part(row);
    if (part === 0) return inEntry(i);
    // What is literally in a packet is in its body, too; a pattern with anchors may match the one and not the other.
    return (!isLiteral || inEntry(i)) && pattern.test(chunk.texts.part(i, part));
  };
}
