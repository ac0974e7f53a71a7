import { seen, type Rule } from '../../rule.ts';

export const sessionGone: Rule = {
  id: 'session-gone',
  source: 'code 1 · engine.io 6.6 lib/server.ts; measured: server restarted, computer asleep past pingTimeout',
  when: 'connecting',
  explains: ['lost'],
  examine: ({ engine: { lostOld } }) =>
    lostOld.count === 0
      ? undefined
      : {
          severity: 'error',
          certainty: 'likely',
          cause: 'The server no longer knows the session: it was restarted, or had given the session up.',
          reason: 'it answers “Session ID unknown” to a session that had worked before.',
          evidence: seen(lostOld, 'answered with code 1'),
          alternatives: ['requests now reach another server: sticky sessions are missing'],
        },
};
