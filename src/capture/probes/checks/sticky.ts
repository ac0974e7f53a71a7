import type { Ended } from '../engine-session.ts';
import type { Check } from '../inquiry.ts';
import { generationOf } from '../known.ts';
import { openPolling } from '../polling-session.ts';

const SESSIONS = 5;

/**
 * Sessions side by side, each followed by one request: where a balancer is not sticky, some of these reach a process
 * that never heard of the session. That request is the session's own goodbye, so nothing else need be sent.
 */
export const checkSticky: Check<'sticky'> = async (inquiry, known) => {
  const generation = generationOf(known) ?? 4;
  const opened = await Promise.all(Array.from({ length: SESSIONS }, () => openPolling(inquiry, generation)));
  const sessions = opened.filter((session) => session.kind === 'session');
  const lost: Ended[] = [];
  // One after the other and not in their order: or a client that keeps its connections open may happen to say each over
  // the very connection that its session was opened over.
  for (const session of [...sessions.slice(1), ...sessions.slice(0, 1)]) {
    const ended = await session.leaveOnce();
    if (ended?.code === 1) lost.push(ended);
  }
  const asked = sessions.length;
  const failed = lost.length;
  const common = { check: 'sticky', asked, failed } as const;
  const first = lost[0];
  if (!first) return { ...common, outcome: 'kept', words: `${asked} sessions, all found again by the next request` };
  const { status, code, body } = first;
  return {
    ...common,
    outcome: 'lost',
    words: `${failed} of ${asked} sessions not found again by the next request (${first.words})`,
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { code }),
    ...(body === undefined ? {} : { body: body.slice(0, 300) }),
  };
};
