import { tokensOf } from '../../projections/query/language/lex.ts';

const OF_SESSIONS = ['name', 'tag', 'endpoint'] as const;

/** Of a search over all sessions, what the timeline's filter can ask of the entries of one. */
export function timelineFilter(text: string): string {
  const tokens = tokensOf(text);
  if (!tokens.ok) return '';
  const terms: string[] = [];
  let sign = '';
  for (const { kind, key, value, at, end } of tokens.value) {
    if (kind === '-' || kind === 'not') {
      sign = '-';
      continue;
    }
    const isText = key === undefined && /^["/]/.test(value);
    if (isText || key === 'event') terms.push(sign + text.slice(at, end));
    // Of what a bare word finds, only an event's name is an entry's.
    else if (kind === 'word' && sign === '' && !OF_SESSIONS.some((name) => name === key))
      terms.push(`event:*${text.slice(at, end)}*`);
    sign = '';
  }
  return terms.join(' ');
}
