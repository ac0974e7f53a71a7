import type { ConnectForm } from '../../../capture/connect-options.ts';
import { EMPTY_FORM } from '../../../capture/connect-options.ts';
import { readServerUrl } from '../../../capture/server-url.ts';
import type { ConnectionState } from '../../../worker/remote.ts';

/** The form that leads to a recorded connection's server again: the one at hand where it does, else what was recorded. */
export function formOfConnection(connection: ConnectionState, atHand: ConnectForm): ConnectForm {
  const { url, path, namespaces, protocol = 'auto', relay } = connection;
  if (isSameOrigin(atHand.url, url)) return atHand;
  return {
    ...EMPTY_FORM,
    url,
    path,
    protocol,
    namespaces: namespaces.map(({ nsp }) => nsp).join(', '),
    useRelay: relay,
  };
}

function isSameOrigin(typed: string, origin: string): boolean {
  const read = readServerUrl(typed);
  return read.ok && read.value.origin === origin;
}
