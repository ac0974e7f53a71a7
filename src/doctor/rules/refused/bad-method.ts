import { seen, type Rule } from '../../rule.ts';
import { advice } from '../../remedies/server.ts';

export const badMethod: Rule = {
  id: 'bad-method',
  source: 'code 2 · engine.io 6.6 lib/server.ts',
  when: 'connecting',
  explains: [],
  examine: ({ engine: { failures } }) => {
    const found = failures.engineError(2);
    return (
      found && {
        severity: 'error',
        certainty: 'certain',
        cause: 'The handshake reached the server by another method than GET.',
        reason: 'it answers with code 2, “Bad handshake method”; the client always begins with GET.',
        evidence: seen(found.sightings, 'answered with code 2'),
        remedies: [
          advice('In the proxy', 'Look for what rewrites or repeats requests: the method must stay as it is.'),
        ],
      }
    );
  },
};
