import { seen, type Rule } from '../../rule.ts';
import { inClient } from '../../remedies/client.ts';
import { otherName } from '../../remedies/events.ts';

export const reservedEvent: Rule = {
  id: 'reserved-event',
  source: 'E1 · Socket.IO docs, Emit cheatsheet: reserved events; measured with socket.io-client 4.8',
  when: 'always',
  explains: ['malformed'],
  examine: ({ messages: { reserved } }) => {
    if (!reserved) return undefined;
    const isOurs = reserved.by === 'client';
    return {
      severity: 'warning',
      certainty: 'certain',
      cause: isOurs
        ? `“${reserved.name}” cannot be emitted: the name is reserved.`
        : 'The server sent an event with a reserved name.',
      reason:
        'connect, connect_error, disconnect, disconnecting, newListener and removeListener are the library’s own.',
      evidence: seen(reserved.seqs, isOurs ? 'emitted' : 'received'),
      remedies: [inClient([otherName()], 'Any other name will do.')],
    };
  },
};
