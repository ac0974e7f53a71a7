import { seen, type Rule } from '../../rule.ts';
import { advice } from '../../remedies/server.ts';

const MEANINGS: ReadonlyMap<number, readonly [cause: string, remedy: string]> = new Map([
  [401, ['a login is missing (401)', 'Log in there first and send credentials, or a token in a header.']],
  [403, ['access is forbidden (403)', 'Ask whoever runs the gateway: a firewall or access rule refuses this request.']],
  [407, ['a proxy wants a login (407)', 'Log in at the proxy.']],
  [429, ['there were too many requests (429)', 'Wait, connect less often (reconnectionDelay), or use WebSocket only.']],
  [500, ['the server failed inside (500)', 'Look at the server’s log for this request.']],
  [
    502,
    [
      'the proxy cannot reach the server behind it (502)',
      'Start the server behind the proxy, or correct the address that the proxy passes to.',
    ],
  ],
  [503, ['the service is not available (503)', 'No server behind the proxy is up: start it, or wait for it.']],
  [
    504,
    [
      'the server behind the proxy does not answer in time (504)',
      'Look whether it hangs; the proxy’s timeout must be longer than the server’s pingInterval.',
    ],
  ],
]);

/** Readable answers of whoever stands before the server. The server itself answers 400 or 403 with JSON. */
export const gateway: Rule = {
  id: 'gateway',
  source: 'U6 · measured with nginx 1.22 (404, 502); others by analogy, RFC 9110',
  when: 'connecting',
  explains: ['websocket-refused', 'unreadable', 'lost', 'upgrade-refused'],
  examine: ({ address, reports, engine: { failures } }) => {
    const found = failures.answers.findLast(
      ({ status, answer }) => MEANINGS.has(status) && answer.kind !== 'engine-error' && answer.kind !== 'relay',
    );
    const report = reports.found('handshake', 'other', 'html');
    const status = found?.status ?? report?.status ?? 0;
    const [cause, remedy] = MEANINGS.get(status) ?? [];
    if (cause === undefined || remedy === undefined) return undefined;
    const { url = 'the server' } = address;
    return {
      severity: 'error',
      certainty: 'certain',
      cause: `What stands before ${url} answers that ${cause}.`,
      reason: 'the status could be read, and the body is not one of Engine.IO’s.',
      evidence: [
        ...seen(found?.sightings, `answered ${status}`),
        ...(report?.status === status ? seen(report.seqs, `the check read ${status} as well`) : []),
      ],
      remedies: [advice('In front of the server', remedy)],
    };
  },
};
