import { seen, type Rule } from '../../rule.ts';
import { inClient } from '../../remedies/client.ts';
import { onServer } from '../../remedies/server.ts';
import { oneAttachment, takeMoreAttachments } from '../../remedies/events.ts';

export const tooManyAttachments: Rule = {
  id: 'too-many-attachments',
  source: 'D5 · socket.io-parser 4.2.6, 3.4.4, 3.3.5: at most 10 attachments; measured: close 1005 after the EVENT',
  when: 'always',
  explains: ['lost', 'regular-cut', 'parser-mismatch'],
  examine: ({ isUp, messages, engine: { endings } }) => {
    const { attachmentsRefused } = endings;
    const { receivedOverload } = messages;
    if (attachmentsRefused.count + receivedOverload.count === 0) return undefined;
    const isOurs = attachmentsRefused.count > 0;
    return {
      severity: isUp ? 'warning' : 'error',
      certainty: isOurs ? 'likely' : 'certain',
      cause: `An event with more than 10 binary attachments made the ${isOurs ? 'server' : 'client'} end the connection.`,
      reason: 'since socket.io-parser 4.2.6 more are refused, without a word.',
      evidence: [
        ...seen(attachmentsRefused, 'the event, and the end right behind it'),
        ...seen(receivedOverload, 'the event from the server'),
      ],
      remedies: [
        inClient([oneAttachment()], 'One attachment that holds them all.'),
        onServer([takeMoreAttachments()], 'Or let the server take more.'),
      ],
    };
  },
};
