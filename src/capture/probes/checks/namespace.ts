import { connectTo } from '../connect-to.ts';
import type { Check } from '../inquiry.ts';
import { openSession, parserOf } from '../known.ts';

/** CONNECT to each namespace with the connection's auth; the first that is not let in is the answer. */
export const checkNamespace: Check<'namespace'> = async (inquiry, known) => {
  const session = await openSession(inquiry, known);
  if (session.kind === 'ended') {
    const { kind: _, words, ...more } = session;
    return { check: 'namespace', outcome: 'closed', words: `handshake: ${words}`, ...more };
  }
  const parser = parserOf(inquiry.options);
  const { auth, namespaces } = inquiry.options;
  for (const nsp of namespaces) {
    const answer = await connectTo(session, nsp, auth, parser, inquiry.options);
    if (answer.outcome !== 'connected') return { check: 'namespace', ...answer };
  }
  return { check: 'namespace', outcome: 'connected', words: `CONNECT ${namespaces.join(', ')}: let in` };
};
