import type { ParserName } from '../../session/header.ts';
import type { Found } from '../clients.ts';
import type { ConnectOptions } from '../connect-options.ts';

/** What a server speaks, and a short phrase for its row: how that is known. */
export type FoundHow = Found & { readonly how: string };

/** What a look by one transport has shown. `hopeless`: another transport would see no more. */
export type Seen =
  | { readonly kind: 'found'; readonly found: FoundHow }
  | { readonly kind: 'nothing' | 'hopeless'; readonly why: string };

export function seen(protocol: Found['protocol'], parser: ParserName, how: string): Seen {
  return { kind: 'found', found: { protocol, parser, how } };
}

/** Engine.IO alone, by its usual path: there is no Socket.IO whose parser could be asked for. */
export function isBarePath({ path }: Pick<ConnectOptions, 'path'>): boolean {
  return path.endsWith('/engine.io/');
}

export function newest(options: Pick<ConnectOptions, 'path' | 'parser'>, how: string): FoundHow {
  return isBarePath(options)
    ? { protocol: 'eio4', parser: 'default', how }
    : { protocol: 'v4', parser: options.parser === 'msgpack' ? 'msgpack' : 'default', how };
}
