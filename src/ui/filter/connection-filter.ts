const ONLY = /(?:^|(?<!(?:^|\s)not)\s)conn:(\d+)(?=\s|$)/i;

/** The connection that a filter narrows the rows to, if one of its terms does. */
export function connectionIn(filter: string): number | undefined {
  const [, conn] = ONLY.exec(filter) ?? [];
  return conn === undefined || isAlternative(filter) ? undefined : Number(conn);
}

/** The same filter for the rows of `conn` alone, or of all connections where undefined. */
export function withConnection(filter: string, conn: number | undefined): string {
  const rest = connectionIn(filter) === undefined ? filter.trim() : unwrapped(filter.replace(ONLY, '').trim());
  return conn === undefined ? rest : withTerm(rest, `conn:${conn}`);
}

/** `filter` with one more term that must hold. */
export function withTerm(filter: string, term: string): string {
  const rest = filter.trim();
  if (rest === '') return term;
  return isAlternative(rest) ? `(${rest}) ${term}` : `${rest} ${term}`;
}

/** It has an `or` that no brackets enclose: what is written behind it would belong to its last part only. */
function isAlternative(filter: string): boolean {
  let depth = 0;
  for (const [word] of filter.matchAll(/"(?:[^"\\]|\\.)*"|[()]|[^\s()"]+/g)) {
    if (word === '(') depth++;
    else if (word === ')') depth--;
    else if (depth === 0 && word.toLowerCase() === 'or') return true;
  }
  return false;
}

/** Without the brackets that `withTerm` has put round it. */
function unwrapped(filter: string): string {
  const [, inside] = /^\((.*)\)$/s.exec(filter) ?? [];
  return inside !== undefined && isAlternative(inside) && !/^[^(]*\)/.test(inside) ? inside : filter;
}
