import type { RedactionPreview } from '../../../redaction/rule.ts';
import { formatCount, formatPlural } from '../../format.ts';

/** "78 replacements of 42 secrets, 1 kept, 7 kinds"; `exactly` where all of it was counted. */
export function foundWords(found: RedactionPreview, kept: number, exactly: number | undefined): string {
  const { count, replaced, kinds } = found;
  if (count === 0) return 'nothing found';
  const what = `${formatPlural(exactly ?? replaced, 'replacement')} of ${formatPlural(count - kept, 'secret')}`;
  const standing = kept > 0 ? `, ${formatCount(kept)} kept` : '';
  const said = `${what}${standing}, ${formatPlural(Object.keys(kinds).length, 'kind')}`;
  return exactly === undefined ? `at least ${said}` : said;
}
