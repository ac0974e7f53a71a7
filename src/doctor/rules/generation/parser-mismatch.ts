import { counted } from '../../words.ts';
import { seen, type Rule } from '../../rule.ts';
import { inClient } from '../../remedies/client.ts';
import { onServer } from '../../remedies/server.ts';
import { packedClient, packedServer } from '../../remedies/generation.ts';

/** The side that cannot read CONNECT closes at once, without a word: an endless loop of reconnects. */
export const parserMismatch: Rule = {
  id: 'parser-mismatch',
  source: 'V5 · Socket.IO docs, Custom parser; measured with socket.io 4.8 and socket.io-msgpack-parser 3, both ways',
  when: 'connecting',
  explains: ['lost', 'connect-unanswered', 'regular-cut', 'malformed'],
  examine: ({ address, reports, engine: { failures } }) => {
    const other = reports.found('parser', 'other');
    const closed = reports.found('namespace', 'closed');
    const { closedUnanswered } = failures;
    if (!other && closedUnanswered.count === 0) return undefined;
    const isBinary = address.parser === 'msgpack';
    return {
      severity: 'error',
      certainty: other ? 'certain' : 'likely',
      cause: `The server reads packets with another parser than the client’s${isBinary ? ' MessagePack' : ''}.`,
      reason: other
        ? 'written the other way, the same request was answered.'
        : 'it opens the session and ends it as soon as the client asks to enter.',
      evidence: [
        ...seen(closedUnanswered, `ended without a word after CONNECT, ${counted(closedUnanswered.count, 'time')}`),
        ...seen(closed?.seqs, 'the check’s CONNECT was closed on as well'),
        ...seen(other?.seqs, other?.words ?? ''),
      ],
      alternatives: other ? [] : ['a connect handler of the server closes the connection'],
      remedies: isBinary
        ? [onServer([packedServer()], 'The same parser on both sides; without one, both use the default.')]
        : [inClient([packedClient(address)], 'The same parser on both sides; without one, both use the default.')],
      waysRound: [
        {
          words: isBinary ? 'Use the default parser' : 'Use MessagePack',
          note: 'Must be what the server uses.',
          change: { parser: isBinary ? 'default' : 'msgpack' },
        },
      ],
    };
  },
};
