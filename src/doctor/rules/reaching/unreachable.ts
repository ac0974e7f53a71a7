import type { Address } from '../../facts/address.ts';
import { isAddress } from '../../facts/address.ts';
import { seen, type Rule } from '../../rule.ts';
import { advice } from '../../remedies/server.ts';

/** A page gets one and the same error for all of these. */
export const unreachable: Rule = {
  id: 'unreachable',
  source: 'N1, N2, N3 · measured in Chromium 156: a no-cors fetch rejects alike in all of them',
  when: 'connecting',
  explains: ['unreadable', 'websocket-refused', 'hanging'],
  examine: ({ address, reports, engine: { failures } }) => {
    const report = reports.found('reachable', 'unreachable');
    if (!report) return undefined;
    const { url = 'this address' } = address;
    const [first = '', ...others] = causesOf(address);
    return {
      severity: 'error',
      certainty: 'certain',
      cause: `Nothing can be reached at ${url}: ${first}.`,
      reason: 'even a request that asks for no permission (no-cors) failed. Why, the browser tells no page.',
      evidence: [
        ...seen(report.seqs, 'a request that needs no CORS failed as well'),
        ...seen(failures.unreadable, 'nothing readable came back'),
        ...seen(failures.streamRefused, 'the WebSocket did not open'),
      ],
      alternatives: others,
      remedies: [advice('Check', checksFor(address))],
    };
  },
};

function causesOf({ host, isSecure }: Address): readonly string[] {
  return [
    'no server listens at this port',
    ...(isAddress(host) || host === 'localhost' ? [] : ['the host name does not exist (DNS)']),
    ...(isSecure ? ['the browser does not trust its certificate (TLS)', 'it does not speak https at this port'] : []),
    'a firewall or the network is in the way',
  ];
}

function checksFor({ url = 'the address', isSecure }: Address): string {
  const certificate = isSecure ? ' An untrusted certificate shows there and can be accepted.' : '';
  return `that the server is running and the host and port are right. Open ${url} in a tab: the browser names there what it hides here.${certificate}`;
}
