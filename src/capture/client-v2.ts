import client from 'socket.io-client-v2';
import type { OpenConnection } from './clients.ts';
import { ConnectionV2 } from './connection-v2.ts';
import { losslessEncoderV2 } from './encoder-v2.ts';
import { engineAddress } from './engine-address.ts';
import { engineOptionsV3, openEngineV3 } from './engine-v3.ts';
import { Line } from './line/line.ts';

/** socket.io-client 2.5: Socket.IO 1 and 2. */
export const openV2: OpenConnection = (options, recorder, onchange) => {
  const { origin } = engineAddress(options, recorder.relay);
  const line = new Line(recorder, onchange);
  const manager = new client.Manager(origin, {
    ...engineOptionsV3(options, recorder),
    autoConnect: false,
    reconnection: options.reconnect,
    timeout: options.timeoutMs,
  });
  // Among the options a 0 would count as left out.
  manager.reconnectionDelay(options.reconnectionDelayMs);
  manager.reconnectionDelayMax(options.reconnectionDelayMaxMs);
  manager.randomizationFactor(options.randomizationFactor);
  manager.reconnectionAttempts(options.reconnectionAttempts ?? Infinity);
  manager.encoder = losslessEncoderV2(manager.encoder);
  const open = manager.open.bind(manager);
  manager.open = (done) => {
    // What its own `open` asks first; an engine must not be wrapped twice.
    if (manager.readyState !== 'closed') return manager;
    return openEngineV3(
      recorder,
      line,
      () => open(done),
      ({ engine }) => engine,
    );
  };
  const connection = new ConnectionV2(manager, line, options, recorder, onchange);
  connection.open();
  return connection;
};
