import { ask } from '../ask.ts';
import { engineUrl } from '../engine-url.ts';
import type { Check } from '../inquiry.ts';
import { askedGeneration } from '../known.ts';

/**
 * A request without CORS tells that someone answered, though not what. It names no transport: a session that it opened
 * could not be closed, as nobody could read its id.
 */
export const checkReachable: Check<'reachable'> = async (inquiry) => {
  const url = engineUrl(inquiry, { generation: askedGeneration(inquiry.options) });
  const { kind } = await ask(inquiry, url, { mode: 'no-cors' });
  const asked = 'GET without CORS';
  switch (kind) {
    case 'failed':
      return { check: 'reachable', outcome: 'unreachable', words: `${asked}: nobody answers` };
    case 'late':
      return { check: 'reachable', outcome: 'hanging', words: `${asked}: no answer in time` };
    default:
      return { check: 'reachable', outcome: 'answered', words: `${asked}: answered` };
  }
};
