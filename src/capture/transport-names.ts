import type { TransportsChoice } from './connect-options.ts';

export type TransportName = 'polling' | 'websocket' | 'webtransport';

/** In the order in which they are tried. */
export const TRANSPORT_NAMES: { readonly [Choice in TransportsChoice]: readonly TransportName[] } = {
  'polling-then-upgrade': ['polling', 'websocket'],
  websocket: ['websocket'],
  polling: ['polling'],
  webtransport: ['webtransport'],
  'websocket-then-polling': ['websocket', 'polling'],
  'polling-then-webtransport': ['polling', 'webtransport'],
};
