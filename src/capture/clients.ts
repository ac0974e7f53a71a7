import type { ParserName, ProtocolName } from '../session/header.ts';
import type { ConnectOptions } from './connect-options.ts';
import type { Connection } from './connection.ts';
import type { Recorder } from './recorder.ts';

/** What a server speaks. */
export type Found = { readonly protocol: ProtocolName; readonly parser: ParserName };

/** Makes a connection that begins to open at once. */
export type OpenConnection = (options: ConnectOptions, recorder: Recorder, onchange: () => void) => Connection;

/** Loads the one client that is needed. Not earlier than that: the tap must be in place before it. */
export async function loadClient({ protocol, parser }: Found): Promise<OpenConnection> {
  switch (protocol) {
    case 'v4': {
      const { openerV4, DEFAULT_PARSER } = await import('./client-v4.ts');
      if (parser === 'default') return openerV4(parser, DEFAULT_PARSER);
      const { MESSAGE_PACK_PARSER } = await import('./message-pack-parser.ts');
      return openerV4(parser, MESSAGE_PACK_PARSER);
    }
    case 'v2':
      return (await import('./client-v2.ts')).openV2;
    case 'eio4':
      return (await import('./client-engine-v4.ts')).openBareV4;
    case 'eio3':
      return (await import('./client-engine-v3.ts')).openBareV3;
  }
}
