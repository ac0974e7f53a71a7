import type { Ended, EngineSession } from '../probes/engine-session.ts';
import type { Inquiry } from '../probes/inquiry.ts';
import { seen, type Seen } from './seen.ts';

/** A namespace that no server has: so none of its handlers runs, and nothing secret need be said. */
const UNKNOWN_NAMESPACE = '/sockscope-auto';
/** For the answer to a CONNECT; a server without Socket.IO gives none. */
const CONNECT_ANSWER_MS = 1500;
/** Close code of a WebSocket that ended without a close frame (RFC 6455, 7.1.5). */
const ABNORMAL = 1006;

/**
 * Asks for a namespace in the default parser's words. It answers that there is none; MessagePack cannot read it, and
 * the session is over (socket.io 4, `client.ts`, `onerror`). `post` tells what came instead of an acceptance;
 * `undefined` where the CONNECT was not answered.
 */
export async function lookForParser(
  { options }: Inquiry,
  session: EngineSession,
  post: (packet: string) => Promise<Ended | undefined>,
  how: string,
): Promise<Seen | undefined> {
  if (options.parser !== 'auto') return seen('v4', options.parser, how);
  const connect = `40${UNKNOWN_NAMESPACE},`;
  const refused = await post(connect);
  // Not read at all, e.g. by another node of a cluster, which does not know the session.
  if (refused) return seen('v4', 'default', `${how}, then ${refused.words}`);
  const end = performance.now() + CONNECT_ANSWER_MS;
  for (;;) {
    const incoming = await session.next(end - performance.now());
    if (!incoming) return undefined;
    if (incoming.kind === 'ended') {
      return seen('v4', isPolite(incoming) ? 'msgpack' : 'default', `${how}, CONNECT as text: ${incoming.words}`);
    }
    if (`4${String(incoming.body)}` === connect) return seen('eio4', 'default', `${how}, CONNECT came back as it was`);
    if (/^[04]\/sockscope-auto\b/.test(String(incoming.body))) {
      return seen('v4', 'default', `${how}, CONNECT answered as text`);
    }
  }
}

/** The server has ended it; any other end was met on the way, and says nothing of the parser. */
function isPolite({ closeCode, words }: Ended): boolean {
  return closeCode === undefined ? words === 'close packet' : closeCode !== ABNORMAL;
}
