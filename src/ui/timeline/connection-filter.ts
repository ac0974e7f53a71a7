const ONLY = /(?:^|\s)conn:(\d+)(?=\s|$)/;

/** The connection that a filter narrows the rows to, if it does. */
export function connectionIn(filter: string): number | undefined {
  const [, conn] = ONLY.exec(filter) ?? [];
  return conn === undefined ? undefined : Number(conn);
}

/** The same filter for the rows of `conn` alone, or of all connections where undefined. */
export function withConnection(filter: string, conn: number | undefined): string {
  const rest = filter.replace(ONLY, '').trim();
  return [rest, conn === undefined ? '' : `conn:${conn}`].filter((term) => term !== '').join(' ');
}
