import { seen, type Rule } from '../../rule.ts';
import { advice } from '../../remedies/server.ts';

export const relayAnswer: Rule = {
  id: 'relay-answer',
  source: 'N1, N2, N3 · Sockscope’s relay, which sees what the browser hides from a page',
  when: 'connecting',
  explains: ['gateway', 'unreachable', 'websocket-refused', 'unreadable', 'lost'],
  examine: ({ address, engine: { failures } }) => {
    const found = failures.of('relay');
    if (found?.answer.kind !== 'relay') return undefined;
    return {
      severity: 'error',
      certainty: 'certain',
      cause: `The relay could not reach the server: ${found.answer.sentence}`,
      reason: 'the relay runs on this machine and sees the network error itself.',
      evidence: seen(found.sightings, `the relay answered ${found.status}`),
      remedies: [
        advice('Check', `that the server runs at ${address.url ?? 'this address'}, its port and its certificate.`),
      ],
    };
  },
};
