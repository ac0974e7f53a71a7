import { counted } from '../../words.ts';
import { seen, type Rule } from '../../rule.ts';
import { inClient } from '../../remedies/client.ts';
import { onServer } from '../../remedies/server.ts';
import { answerOnce, listenOutside, registerBeforeAwait } from '../../remedies/events.ts';

export const lateHandler: Rule = {
  id: 'late-handler',
  source: 'E5 · Socket.IO docs, Listening to events: handlers behind an await miss the first events',
  when: 'always',
  explains: [],
  examine: ({ messages: { questions } }) => {
    for (const question of questions.waiting) {
      if (!questions.wasEarly(question)) continue;
      const { seq, event, timeoutSeq } = question;
      return {
        severity: 'warning',
        certainty: 'likely',
        cause: `The server’s handler for “${event}” was not there yet when the first one came.`,
        reason: 'the first, right after the connection, was never answered; later ones were.',
        evidence: [
          ...seen([seq], 'not answered'),
          ...seen(timeoutSeq === undefined ? [] : [timeoutSeq], 'the client gave up'),
        ],
        remedies: [onServer([registerBeforeAwait()], 'Register handlers before the first await.')],
      };
    }
    return undefined;
  },
};

export const answeredTwice: Rule = {
  id: 'answered-twice',
  source: 'E5 · socket.io-client 4.8 logs “bad ack” for the second answer',
  when: 'always',
  explains: [],
  examine: ({ messages: { questions } }) => {
    const { answeredTwice: rows } = questions;
    if (rows.count === 0) return undefined;
    return {
      severity: 'warning',
      certainty: 'likely',
      cause: 'The server answers the same question more than once: a handler is registered twice.',
      reason: `${counted(rows.count, 'acknowledgement')} came for a question that had been answered; clients drop them.`,
      evidence: seen(rows, 'answered again'),
      remedies: [onServer([answerOnce()])],
    };
  },
};

export const doubledEvents: Rule = {
  id: 'doubled-events',
  source: 'E5 · Socket.IO docs, Client initialization: listeners inside “connect” pile up with each reconnect',
  when: 'always',
  explains: [],
  examine: ({ messages: { echoes } }) => {
    const { doubled, single, singleBefore, wereDoubledBefore } = echoes;
    // Before the reconnect each came once; now nearly each comes twice.
    if (doubled.count < 3 || doubled.count < 4 * single || singleBefore < 3 || wereDoubledBefore) return undefined;
    return {
      severity: 'warning',
      certainty: 'possible',
      cause: 'Since the reconnect each event comes twice: something is registered anew with every connection.',
      reason: `${counted(doubled.count, 'pair')} of equal events since, none before.`,
      evidence: seen(doubled, 'the same event again'),
      alternatives: ['the client joined twice, and the server sends to both'],
      remedies: [inClient([listenOutside()])],
    };
  },
};
