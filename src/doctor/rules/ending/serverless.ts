import { seen, type Rule } from '../../rule.ts';
import { advice } from '../../remedies/server.ts';

const HOSTS = /(?:^|\.)(?:vercel\.app|now\.sh|netlify\.app|lambda-url\.[\w-]+\.on\.aws|cloudfunctions\.net)$/;

export const serverless: Rule = {
  id: 'serverless',
  source: 'E7 · Socket.IO docs, Server deployment: serverless functions keep no connection',
  when: 'always',
  explains: ['sticky', 'session-gone', 'lost', 'regular-cut', 'wrong-path', 'gateway', 'upgrade-refused'],
  examine: ({ address, isUp, engine: { lostYoung, lostOld, endings, failures } }) => {
    if (!HOSTS.test(address.host)) return undefined;
    const cut = endings.latest.flatMap(({ seqs }) => seqs.slice(0, 1));
    const answered = failures.answers.flatMap(({ sightings }) => sightings.seqs.slice(0, 1));
    const evidence = [
      ...seen(lostYoung, 'the session was unknown at once'),
      ...seen(lostOld, 'the session was unknown later'),
      ...seen(cut, 'the connection was cut'),
      ...seen(answered, 'no handshake, but an answer of the host’s'),
    ];
    if (evidence.length === 0) return undefined;
    return {
      severity: isUp ? 'warning' : 'error',
      certainty: 'likely',
      cause: `${address.host} runs functions, and these keep no connection: Socket.IO needs a server that stays.`,
      reason: 'its name is that of a host of serverless functions, and sessions get lost there.',
      evidence,
      remedies: [
        advice('On the server', 'Run it on a host with long-lived processes, a container or a machine of its own.'),
      ],
    };
  },
};
