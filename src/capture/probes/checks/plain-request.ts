import { ask } from '../ask.ts';
import { engineUrl } from '../engine-url.ts';
import type { Check } from '../inquiry.ts';
import { askedGeneration } from '../known.ts';
import { leaveUnused } from '../unused-session.ts';

/** The handshake again as any page may ask for it: `Access-Control-Allow-Origin: *` and no allowed headers suffice. */
export const checkPlainRequest: Check<'plain-request'> = async (inquiry) => {
  const url = engineUrl(inquiry, { generation: askedGeneration(inquiry.options), via: 'polling' });
  const answer = await ask(inquiry, url, { isPlain: true });
  inquiry.onend(() => leaveUnused(inquiry, answer, url, true));
  const asked = 'GET without credentials and headers';
  if (answer.kind !== 'read') return { check: 'plain-request', outcome: 'unreadable', words: `${asked}: not readable` };
  const { status, body } = answer;
  return {
    check: 'plain-request',
    outcome: 'readable',
    words: `${asked}: ${status}, readable`,
    status,
    body: body.slice(0, 300),
  };
};
