import type { Address } from '../facts/address.ts';
import type { WayRound } from '../finding.ts';

export const WEBSOCKET_ONLY: WayRound = {
  words: 'Use WebSocket only',
  note: 'A browser does not ask for CORS on a WebSocket; polling stays off.',
  change: { transports: 'websocket' },
};

export const POLLING_ONLY: WayRound = {
  words: 'Use polling only',
  note: 'Works everywhere, with a request for each message.',
  change: { transports: 'polling' },
};

export const WITHOUT_CREDENTIALS: WayRound = {
  words: 'Without credentials',
  note: 'Cookies are not sent: a login or a sticky session that needs them does not work.',
  change: { withCredentials: false },
};

/** Nothing where the relay is in between already. */
export function viaRelay({ relay }: Address): readonly WayRound[] {
  const note = 'The relay on this machine asks the server instead of the page, and every row says so.';
  return relay ? [] : [{ words: 'Use relay', note, change: { useRelay: true } }];
}

/** Nothing for a client that uses nothing else. */
export function overWebSocketOnly(
  { isWebSocketOnly }: Address,
  note = 'One connection stays with one server from beginning to end.',
): readonly WayRound[] {
  return isWebSocketOnly ? [] : [{ ...WEBSOCKET_ONLY, note }];
}
