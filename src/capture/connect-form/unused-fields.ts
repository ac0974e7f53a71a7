import type { ProtocolChoice, TransportsChoice } from '../connect-options.ts';
import type { ConnectForm, FieldName } from './form.ts';
import { EMPTY_FORM } from './form.ts';

const SINGLE: readonly TransportsChoice[] = ['websocket', 'polling', 'webtransport'];

/** A message is a frame, without Socket.IO around it. */
export function isBare(protocol: ProtocolChoice): boolean {
  return protocol === 'eio3' || protocol === 'eio4';
}

/** Engine.IO 3 and what stands on it: Socket.IO 1 and 2. */
export function isOld(protocol: ProtocolChoice): boolean {
  return protocol === 'v2' || protocol === 'eio3';
}

export function usesWebTransport(transports: TransportsChoice): boolean {
  return transports === 'webtransport' || transports === 'polling-then-webtransport';
}

/** Why `field` has no effect beside the form's other choices, as a sentence; undefined where it has one. */
export function whyUnused(form: ConnectForm, field: FieldName): string | undefined {
  switch (field) {
    case 'namespaces':
    case 'auth':
    case 'parser':
    case 'ackTimeoutMs':
    case 'retries':
      return whyNotSpoken(form.protocol, field);
    case 'upgrade':
    case 'tryAllTransports':
    case 'rememberUpgrade':
    case 'protocols':
    case 'certificateHashes':
    case 'timestampRequests':
      return whyNoTransport(form, field);
    case 'reconnectionAttempts':
    case 'reconnectionDelayMs':
    case 'reconnectionDelayMaxMs':
    case 'randomizationFactor':
      return form.reconnect ? undefined : 'Reconnect is off.';
    default:
      return undefined;
  }
}

/** What is typed in `field`, or its default where it has no effect: nobody must mend what is not used. */
export function inUse<Field extends FieldName>(form: ConnectForm, field: Field): ConnectForm[Field] {
  return whyUnused(form, field) === undefined ? form[field] : EMPTY_FORM[field];
}

function whyNotSpoken(protocol: ProtocolChoice, field: FieldName): string | undefined {
  if (isBare(protocol)) return WITHOUT_SOCKET_IO[field] ?? 'Bare Engine.IO has no acknowledgements.';
  return protocol === 'v2' ? WITH_OLD_CLIENT[field] : undefined;
}

const WITHOUT_SOCKET_IO: Partial<Record<FieldName, string>> = {
  namespaces: 'Bare Engine.IO has no namespaces.',
  auth: 'Bare Engine.IO has no CONNECT that could carry it; use Query.',
  parser: 'Bare Engine.IO sends each message as it is.',
};

const WITH_OLD_CLIENT: Partial<Record<FieldName, string>> = {
  auth: 'Socket.IO v1/v2 has no auth; use Query.',
  parser: 'Socket.IO v1/v2 is spoken with the default parser here.',
  retries: 'The client for Socket.IO v1/v2 does not have it.',
};

function whyNoTransport({ transports, protocol }: ConnectForm, field: FieldName): string | undefined {
  switch (field) {
    case 'upgrade':
      return SINGLE.includes(transports) ? 'There is one transport only, and nothing to upgrade to.' : undefined;
    case 'tryAllTransports':
      if (transports === 'websocket-then-polling') return 'WebSocket, then polling: that is what it does.';
      if (SINGLE.includes(transports)) return 'There is one transport only to try.';
      return isOld(protocol) ? 'The client for Engine.IO v3 does not have it.' : undefined;
    case 'rememberUpgrade':
      return transports === 'polling-then-upgrade' ? undefined : 'For polling that upgrades to WebSocket.';
    case 'certificateHashes':
      return usesWebTransport(transports) ? undefined : 'For WebTransport.';
    default:
      return transports === 'polling' || usesWebTransport(transports) ? 'No WebSocket is opened.' : undefined;
  }
}
