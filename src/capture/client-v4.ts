import { Manager } from 'socket.io-client';
import { Decoder } from 'socket.io-parser';
import type { ParserName } from '../session/header.ts';
import type { OpenConnection } from './clients.ts';
import { ConnectionV4 } from './connection-v4.ts';
import { engineAddress } from './engine-address.ts';
import { Line } from './line/line.ts';
import { LosslessEncoder } from './lossless-encoder.ts';
import { engineOptionsV4 } from './transports-v4.ts';

export type Parser = { readonly Encoder: unknown; readonly Decoder: unknown };

export const DEFAULT_PARSER: Parser = { Encoder: LosslessEncoder, Decoder };

/** socket.io-client 4: Socket.IO 3 and 4. */
export function openerV4(name: ParserName, parser: Parser): OpenConnection {
  return (options, recorder, onchange) => {
    const { origin } = engineAddress(options, recorder.relay);
    const line = new Line(recorder, onchange);
    const manager = new Manager(origin, {
      ...engineOptionsV4(options, recorder, line),
      autoConnect: false,
      parser,
      reconnection: options.reconnect,
      timeout: options.timeoutMs,
    });
    // Among the options a 0 would count as left out.
    manager.reconnectionDelay(options.reconnectionDelayMs);
    manager.reconnectionDelayMax(options.reconnectionDelayMaxMs);
    manager.randomizationFactor(options.randomizationFactor);
    manager.reconnectionAttempts(options.reconnectionAttempts ?? Infinity);
    const connection = new ConnectionV4(manager, name, line, options, recorder, onchange);
    connection.open();
    return connection;
  };
}
