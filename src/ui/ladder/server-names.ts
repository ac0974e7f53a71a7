import type { ConnectionState } from '../../worker/remote.ts';

/** A server's lifeline and its name: of several connections, the number first, as the rows say it. */
export type ServerName = { readonly conn: number; readonly name: string };

export function serverNames(connections: readonly ConnectionState[], only: number | undefined): readonly ServerName[] {
  const shown = connections.filter(({ id }) => only === undefined || id === only);
  if (shown.length === 0) return [{ conn: only ?? 1, name: 'Server' }];
  return shown.map(({ id, url }) => {
    const host = URL.canParse(url) ? new URL(url).host : url;
    return { conn: id, name: connections.length > 1 ? `${id} ${host}` : `Server ${host}` };
  });
}
