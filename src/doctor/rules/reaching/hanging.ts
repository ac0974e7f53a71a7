import { seen, type Rule } from '../../rule.ts';
import { serverPath } from '../../remedies/server.ts';

/** A bare HTTP server without a handler for the path never answers it. */
export const hanging: Rule = {
  id: 'hanging',
  source: 'U3 · measured: Node’s http.createServer with Socket.IO at another path and no request handler',
  when: 'connecting',
  explains: ['websocket-refused'],
  examine: ({ address, reports, engine: { failures } }) => {
    const report = reports.found('handshake', 'hanging') ?? reports.found('reachable', 'hanging');
    if (!report && failures.hung.count === 0) return undefined;
    const { url = 'The server', path } = address;
    return {
      severity: 'error',
      certainty: 'likely',
      cause: `${url} takes the request for ${path} and never answers it.`,
      reason: 'a connection was made and nothing came: so behaves a server that has no handler for this path.',
      evidence: [
        ...seen(failures.hung, 'the client gave up waiting for the handshake'),
        ...seen(report?.seqs, 'the check got no answer within its time'),
      ],
      alternatives: ['a firewall swallows what is sent there', 'the server is overloaded or stopped in a debugger'],
      remedies: [serverPath(path)],
    };
  },
};
