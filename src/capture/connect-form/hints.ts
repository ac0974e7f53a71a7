import type { FieldProblem, ConnectForm } from './form.ts';
import { inUse, isOld, usesWebTransport } from './unused-fields.ts';
import { readNumber } from './numbers.ts';

/** What will probably not do what was meant, although it can be done. */
export function hintsOf(form: ConnectForm): readonly FieldProblem[] {
  return [headersHint(form), transportsHint(form), waitHint(form), retriesHint(form)].filter(
    (hint) => hint !== undefined,
  );
}

function headersHint({ headers, transports, useRelay }: ConnectForm): FieldProblem | undefined {
  if (headers.trim() === '' || useRelay) return undefined;
  if (transports === 'websocket') {
    return {
      field: 'headers',
      message: 'Not sent: a page cannot add headers to a WebSocket. Turn on “Use relay”, or use Auth or Query.',
    };
  }
  if (transports === 'webtransport') {
    return { field: 'headers', message: 'Not sent: WebTransport has no headers of one’s own. Use Auth or Query.' };
  }
  return transports === 'websocket-then-polling'
    ? { field: 'headers', message: 'Sent on polling only, which comes after the WebSocket here.' }
    : undefined;
}

function transportsHint({ transports, protocol, url }: ConnectForm): FieldProblem | undefined {
  if (usesWebTransport(transports) && /^(http|ws):/i.test(url.trim())) {
    return { field: 'transports', message: 'WebTransport goes over https:// whatever the server URL says.' };
  }
  return transports === 'websocket-then-polling' && isOld(protocol)
    ? { field: 'transports', message: 'This protocol’s client does not turn to polling where WebSocket fails.' }
    : undefined;
}

function waitHint(form: ConnectForm): FieldProblem | undefined {
  const first = readNumber('reconnectionDelayMs', inUse(form, 'reconnectionDelayMs'));
  const longest = readNumber('reconnectionDelayMaxMs', inUse(form, 'reconnectionDelayMaxMs'));
  if (!first.ok || !longest.ok || (first.value ?? 0) <= (longest.value ?? 0)) return undefined;
  return { field: 'reconnectionDelayMaxMs', message: 'Shorter than the first wait: every wait is this long.' };
}

/** Without a time limit nothing counts as lost, and the first lost event holds up all others for ever. */
function retriesHint(form: ConnectForm): FieldProblem | undefined {
  const retries = inUse(form, 'retries').trim();
  if (retries === '' || retries === '0' || inUse(form, 'ackTimeoutMs').trim() !== '') return undefined;
  return { field: 'retries', message: 'Needs a default ack timeout: without one nothing is ever sent again.' };
}
