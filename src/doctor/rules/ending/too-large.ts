import { shownBytes } from '../../words.ts';
import { seen, type Rule } from '../../rule.ts';
import { inProxy, serverOption } from '../../remedies/server.ts';
import { takeLargerBodies } from '../../remedies/proxy.ts';

export const tooLarge: Rule = {
  id: 'too-large',
  source: 'D4 · Socket.IO docs, maxHttpBufferSize; measured with socket.io 4.8: close code 1009, POST 413',
  when: 'always',
  explains: ['lost', 'regular-cut', 'gateway'],
  examine: ({ address, isUp, engine: { endings } }) => {
    const { tooLarge: found } = endings;
    if (!found) return undefined;
    const { sightings, sizeBytes, sentSeq, limitBytes, code, isFromProxy } = found;
    const isAboveLimit = limitBytes !== undefined && sizeBytes > limitBytes;
    const isProxy = isFromProxy && !isAboveLimit;
    const limit = limitBytes === undefined ? '' : `; it takes ${shownBytes(limitBytes)}`;
    return {
      severity: isUp ? 'warning' : 'error',
      certainty: 'certain',
      cause: `A message was too large for the ${isProxy ? 'proxy' : 'server'} (about ${shownBytes(sizeBytes)}), and the connection was ended.`,
      reason: code === 1009 ? `close code 1009 means just that${limit}.` : `HTTP status 413 means just that${limit}.`,
      evidence: [
        ...seen(sentSeq === undefined ? [] : [sentSeq], 'the largest that was sent'),
        ...seen(sightings, code === 1009 ? 'closed with 1009' : 'answered 413'),
      ],
      remedies: [
        isProxy
          ? inProxy(takeLargerBodies(address.path))
          : serverOption('maxHttpBufferSize', '1e7', ['max_http_buffer_size', '10_000_000']),
      ],
    };
  },
};
