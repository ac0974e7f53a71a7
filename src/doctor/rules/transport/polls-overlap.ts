import { seen, type Rule } from '../../rule.ts';
import { advice } from '../../remedies/server.ts';

/** Engine.IO takes one poll and one POST of a session at a time; for a second it ends the session with an empty 400. */
export const pollsOverlap: Rule = {
  id: 'polls-overlap',
  source: 'plain 400 · engine.io 6.6 lib/transports/polling.ts, “overlap from client”; measured',
  when: 'always',
  explains: ['lost'],
  examine: ({ isUp, engine: { refusedOverlap, overlapping } }) => {
    if (refusedOverlap.count === 0) return undefined;
    const isSeen = overlapping.count > 0;
    return {
      severity: isUp ? 'warning' : 'error',
      certainty: isSeen ? 'certain' : 'possible',
      cause: 'Two polls of one session were under way at once, and the server ended it.',
      reason: 'it answers with 400 and an empty body, as Engine.IO does for a second poll.',
      evidence: [
        ...seen(overlapping, 'a poll began while another was open'),
        ...seen(refusedOverlap, 'answered 400 without a word'),
      ],
      alternatives: isSeen ? [] : ['a proxy repeated the request', 'binary was sent with the wrong content type'],
      remedies: [advice('In the proxy', 'Look for what repeats requests: for Engine.IO a poll must be sent once.')],
    };
  },
};
