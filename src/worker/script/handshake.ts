import type { QueryValue, ScriptConnection } from '../../exporters/code/script.ts';
import { readPart, socketPacketIn } from '../../projections/row-part.ts';
import type { OpenSession } from '../open-session.ts';

/** What Engine.IO itself puts there. */
const OWN_QUERY = new Set(['EIO', 'transport', 't', 'sid', 'b64', 'j']);
/** What connection state recovery puts there. */
const OWN_AUTH = new Set(['pid', 'offset']);
const SECRET = /token|secret|passw|pwd|auth|jwt|session|credential|signature|api.?key|(^|[-_])key$/i;

/** What a connection's handshake carried beside the protocol's own. */
export async function handshakeOf(
  session: OpenSession,
  conn: number,
): Promise<Pick<ScriptConnection, 'query' | 'authKeys'>> {
  const { columns } = session.timeline;
  let query: readonly QueryValue[] | undefined;
  let authKeys: readonly string[] | undefined;
  for (let row = 0; row < columns.length && (!query || !authKeys); row++) {
    if (columns.conn(row) !== conn || columns.isProbe(row)) continue;
    const kind = columns.kind(row);
    if (!query && (kind === 'request' || kind === 'opened')) query = await queryAt(session, row);
    if (!authKeys && kind === 'CONNECT' && columns.direction(row) === 'sent') authKeys = await authKeysAt(session, row);
  }
  return { query: query ?? [], authKeys: authKeys ?? [] };
}

async function queryAt({ log, timeline }: OpenSession, row: number): Promise<readonly QueryValue[]> {
  const event = await log.read(timeline.columns.seq(row));
  if (!event || !('url' in event) || !URL.canParse(event.url)) return [];
  return [...new URL(event.url).searchParams]
    .filter(([name]) => !OWN_QUERY.has(name))
    .map(([name, value]) => (SECRET.test(name) ? { name } : { name, value }));
}

async function authKeysAt({ log, timeline, protocols }: OpenSession, row: number): Promise<readonly string[]> {
  const { columns } = timeline;
  const seq = columns.seq(row);
  const event = await log.read(seq);
  const packet = event && socketPacketIn(readPart(event, columns.part(row), protocols.of(seq, event)));
  if (!packet || packet.json === '') return [];
  const auth: unknown = JSON.parse(packet.json);
  return typeof auth === 'object' && auth !== null ? Object.keys(auth).filter((key) => !OWN_AUTH.has(key)) : [];
}
