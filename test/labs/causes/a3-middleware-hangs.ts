import type { Lab } from '../lab.ts';
import { serveIo } from '../serving.ts';

export const middlewareHangs: Lab = {
  id: 'A3',
  name: 'a middleware that never calls next()',
  async start() {
    const served = await serveIo({ connectTimeout: 60_000 });
    served.io.use(() => undefined);
    return { ...served, form: { timeoutMs: '1500' }, act: (hands) => hands.row('CONNECT', 'sent') };
  },
  expects: { cause: /CONNECT|next\(\)|answer/, remedy: /next\(\)/, certainty: 'likely' },
  needsDiagnose: true,
};
