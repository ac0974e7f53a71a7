import type { Lab } from '../lab.ts';
import { serveIo } from '../serving.ts';

export const noNamespace: Lab = {
  id: 'A2',
  name: 'a namespace that nobody registered',
  async start() {
    return { ...(await serveIo()), form: { namespaces: '/orders' } };
  },
  expects: { cause: /namespace/i, remedy: /io\.of\(/, certainty: 'certain' },
};
