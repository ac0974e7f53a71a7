import type { Lab } from '../lab.ts';
import { parser } from '../message-pack.ts';
import { serveIo } from '../serving.ts';

export const otherParser: Lab = {
  id: 'V5',
  name: 'a server that speaks MessagePack, and a client that does not',
  async start() {
    return { ...(await serveIo({ parser })), form: { protocol: 'v4', parser: 'default' } };
  },
  expects: { cause: /parser|MessagePack/i, remedy: /parser/, certainty: 'certain', waysRound: ['Use MessagePack'] },
  needsDiagnose: true,
};
