import type { Lab } from '../lab.ts';

export const noSuchName: Lab = {
  id: 'N2',
  name: 'a name that does not exist',
  start: () =>
    // RFC 6761 keeps .invalid out of the DNS for ever.
    Promise.resolve({
      url: 'http://sockscope.invalid:3000',
      form: { reconnect: false },
      close: () => Promise.resolve(),
    }),
  expects: { cause: /nobody|reach|answer/i, remedy: /./, certainty: 'certain' },
  needsDiagnose: true,
};
