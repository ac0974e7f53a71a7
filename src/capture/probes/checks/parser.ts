import { connectTo } from '../connect-to.ts';
import type { Check } from '../inquiry.ts';
import { openSession, parserOf } from '../known.ts';

const NAMES = { default: 'text', msgpack: 'MessagePack' } as const;

/** The CONNECT that ended the session, said once more in the other encoding. */
export const checkParser: Check<'parser'> = async (inquiry, known) => {
  const session = await openSession(inquiry, known);
  if (session.kind === 'ended') return { check: 'parser', outcome: 'unknown', words: `handshake: ${session.words}` };
  const other = parserOf(inquiry.options) === 'msgpack' ? 'default' : 'msgpack';
  const [nsp = '/'] = inquiry.options.namespaces;
  const answer = await connectTo(session, nsp, inquiry.options.auth, other, inquiry.options);
  const isUnderstood = answer.outcome === 'connected' || answer.outcome === 'refused';
  return isUnderstood
    ? { check: 'parser', outcome: 'other', words: `CONNECT in ${NAMES[other]}: understood` }
    : { check: 'parser', outcome: 'unknown', words: `CONNECT in ${NAMES[other]}: ${answer.words}` };
};
