import type { Refusal } from '../../facts/namespaces.ts';
import { seen, type Rule } from '../../rule.ts';
import { onServer } from '../../remedies/server.ts';
import { registerNamespace } from '../../remedies/admission.ts';

/** python-socketio 5.7 says it in a bare string; socket.io in the message of an object (2.x: a bare string as well). */
export function isUnknownNamespace({ message, isBareText }: Refusal): boolean {
  return message === 'Invalid namespace' || (isBareText && message === 'Unable to connect');
}

export const unknownNamespace: Rule = {
  id: 'unknown-namespace',
  source: 'A2 · Socket.IO docs, Namespaces; measured with socket.io 4.8 and 2.5, python-socketio 5.7',
  when: 'always',
  explains: ['lost'],
  examine: ({ namespaces }) => {
    for (const [nsp, { refusal }] of namespaces.all) {
      if (!refusal || !isUnknownNamespace(refusal)) continue;
      return {
        severity: 'error',
        certainty: 'certain',
        cause: `The server has no namespace ${nsp}.`,
        reason: `it answers “${refusal.message}”; the client does not try again by itself.`,
        evidence: seen([refusal.seq], 'the refusal'),
        remedies: [
          onServer(
            registerNamespace(nsp),
            'Check the spelling. What stands behind the host in the client’s URL is the namespace, not the path.',
          ),
        ],
      };
    }
    return undefined;
  },
};
