import { sentenceOf } from '../../../protocol/malformed.ts';
import { counted } from '../../words.ts';
import { seen, type Rule } from '../../rule.ts';
import { advice } from '../../remedies/server.ts';

export const malformed: Rule = {
  id: 'malformed',
  source: '“parse error” · socket.io-client 4.8 lib/manager.ts; the decoders here, held equal to the official ones',
  when: 'always',
  explains: ['lost'],
  examine: ({ messages, engine: { endings } }) => {
    const { malformed: rows, firstMalformed } = messages;
    if (!firstMalformed) return undefined;
    const broke = endings.latest.filter(({ reason }) => reason === 'parse error').flatMap(({ seqs }) => seqs);
    return {
      severity: broke.length > 0 ? 'error' : 'warning',
      certainty: 'certain',
      cause: `The server sent ${counted(rows.count, 'packet')} that cannot be read: ${sentenceOf(firstMalformed)}.`,
      reason: 'the protocol does not know such a packet; clients close the connection on it (“parse error”).',
      evidence: [...seen(rows, 'cannot be read'), ...seen(broke, 'the client closed on it')],
      alternatives: ['it is packed by another parser', 'a proxy changed the body on its way'],
      remedies: [advice('On the server', 'Send through the library alone, and use the same parser on both sides.')],
    };
  },
};
