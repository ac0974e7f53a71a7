import { counted } from '../../words.ts';
import { seen, type Rule } from '../../rule.ts';
import { inClient } from '../../remedies/client.ts';
import { dropOld } from '../../remedies/events.ts';

export const buffered: Rule = {
  id: 'buffered',
  source: 'E4 · Socket.IO docs, Offline behavior: buffered events; measured with socket.io-client 4.8',
  when: 'always',
  explains: [],
  examine: ({ messages: { buffered: found } }) =>
    found && {
      severity: 'warning',
      certainty: 'certain',
      cause: `${counted(found.count, 'event')} emitted while the connection was lost ${found.count === 1 ? 'was' : 'were'} sent all at once when it was back.`,
      reason: 'the client keeps what is emitted meanwhile, however old it gets.',
      evidence: [...seen(found.emitSeqs, 'emitted without a connection'), ...seen([found.backSeq], 'back, and sent')],
      remedies: [inClient(dropOld(), 'If old ones are of no use. Otherwise all is well.')],
    },
};
