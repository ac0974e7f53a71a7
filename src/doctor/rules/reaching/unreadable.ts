import { hostOf, isLocal, isLoopback, isAddress, type Address } from '../../facts/address.ts';
import { counted } from '../../words.ts';
import { seen, type Rule } from '../../rule.ts';
import { allowPage } from '../../remedies/cors.ts';
import { viaRelay, WEBSOCKET_ONLY } from '../../remedies/ways-round.ts';

/** Before any check: what "xhr poll error" with status 0 can be. */
export const unreadable: Rule = {
  id: 'unreadable',
  source: 'C1 to C4, N1 to N5, U2 · measured in Chromium 156: a page sees the same of all of them',
  when: 'connecting',
  explains: ['websocket-refused'],
  examine: ({ address, engine: { failures } }) => {
    const { unreadable: rows, streamRefused } = failures;
    if (rows.count === 0) return undefined;
    const { url = 'the server' } = address;
    const mayBeCors = address.page === undefined || address.page !== address.url;
    return {
      severity: 'error',
      certainty: 'possible',
      cause: `Nothing that this page may read came from ${url}.`,
      reason: `the client can only say “xhr poll error”: the browser hides which of these it was. Diagnose tells them apart.`,
      evidence: [
        ...seen(rows, `${counted(rows.count, 'handshake')} with nothing readable`),
        ...seen(streamRefused, 'a WebSocket did not open either'),
      ],
      alternatives: causesOf(address, mayBeCors),
      remedies: mayBeCors ? [allowPage(address)] : [],
      waysRound: mayBeCors ? [WEBSOCKET_ONLY, ...viaRelay(address)] : [],
    };
  },
};

function causesOf(address: Address, mayBeCors: boolean): readonly string[] {
  const { host, isSecure, page } = address;
  const isIntoLocal = page !== undefined && !isLoopback(hostOf(page)) && isLocal(host);
  return [
    ...(mayBeCors ? ['the server does not allow this page (CORS)'] : []),
    'no server listens there: wrong port, not started, or a firewall',
    ...(isAddress(host) || host === 'localhost' ? [] : ['the host name does not exist (DNS)']),
    ...(isSecure ? ['the browser does not trust its certificate (TLS)'] : []),
    ...(isIntoLocal ? ['the browser does not let this page into the local network'] : []),
    'another server answers: a wrong path, or a proxy whose error cannot be read',
  ];
}
